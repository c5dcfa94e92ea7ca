//! The program as a reader runs it: real sockets, the real clock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use kit::client::{answer, connect, rest};
use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-06");

/// A server that is silent, but for the first test's.
fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("put the last id");
    (server, port)
}

fn ask(port: u16, request: &str) -> TcpStream {
    let mut stream = connect(port);
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

fn get(port: u16, target: &str) -> String {
    answer(
        port,
        &format!(
            "GET {target} HTTP/1.1\r\nHost: localhost\r\n\
             Connection: close\r\n\r\n"
        ),
    )
}

fn post(port: u16, target: &str, body: &str) -> String {
    let size = body.len();
    answer(
        port,
        &format!(
            "POST {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Length: {size}\r\n\r\n{body}"
        ),
    )
}

#[test]
fn it_says_where_it_listens_and_how_to_talk_to_it() {
    let (server, port) = server("");
    let names = [(port, 8888)];
    let text = server.transcript().text_with_ipv6(&names, "open http");
    kit::pin!("first-run", text);
}

#[test]
fn it_says_something_of_its_own_every_so_often() {
    let (_server, port) = server("--every 20ms");
    let said = get(port, "/wait?after=0");
    assert!(said.contains("data: server: tick 1\n"), "{said}");
}

#[test]
fn what_is_said_is_heard_in_all_three_ways() {
    let (_server, port) = server("--every 1h");
    let stream = ask(port, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut events = BufReader::new(stream).lines();
    assert!(events.any(|line| line.unwrap().is_empty()), "the head's end");
    assert!(post(port, "/say?name=ann", "hello").ends_with("\r\n\r\n1\n"));
    let message = "id: 1\ndata: ann: hello\n\n";
    assert!(get(port, "/poll?after=0").ends_with(message));
    assert!(get(port, "/wait?after=0").ends_with(message));
    assert!(events.any(|line| line.unwrap() == "data: ann: hello"));
}

#[test]
fn it_listens_on_ipv6_as_well_where_there_is_any() {
    if TcpListener::bind("[::1]:0").is_err() {
        return; // there is none here
    }
    let (_server, port) = server("--every 1h");
    let mut stream = TcpStream::connect(("::1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let poll =
        "GET /poll HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(poll.as_bytes()).unwrap();
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
}

#[test]
fn a_port_that_is_taken_on_ipv6_alone_is_taken() {
    let Ok(taken) = TcpListener::bind("[::1]:0") else { return };
    let port = taken.local_addr().unwrap().port();
    let run = format!("--port {port}");
    let transcript = Program::start(CHAPTER, &run).ends(1);
    let said = transcript.text(&[]);
    assert!(said.contains("is taken on [::1]"), "{said}");
}

#[test]
fn the_limits_that_were_typed_are_those_that_hold() {
    let own = "--every 1h --remember 1 --wait 20ms --heartbeat 20ms \
               --origin https://example.org";
    let (_server, port) = server(own);
    let origin = "Host: localhost\r\nOrigin: https://example.org\r\n\r\n";
    let page = format!("GET / HTTP/1.1\r\nConnection: close\r\n{origin}");
    assert!(answer(port, &page).starts_with("HTTP/1.1 200 "));
    for text in ["one", "two"] {
        post(port, "/say", text);
    }
    assert!(get(port, "/poll").ends_with("\r\n\r\nid: 2\ndata: web: two\n\n"));
    assert!(get(port, "/wait?after=2").starts_with("HTTP/1.1 204 "));
    let listen = "GET /events?after=2 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let stream = ask(port, listen);
    let mut events = BufReader::new(stream).lines();
    assert!(events.any(|line| line.unwrap() == ":"), "a heartbeat");
}

#[test]
fn its_own_page_and_the_panel_on_it_are_served() {
    let (_server, port) = server("--every 1h");
    let page = get(port, "/");
    assert!(page.contains("data-ways=\"poll wait events\""), "{page}");
    let panel = get(port, "/panel.js");
    assert!(panel.contains("content-type: text/javascript\r\n"), "{panel}");
    assert!(panel.contains("EventSource"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_answers_all_who_wait_and_ends_with_exit_code_0() {
    let (mut server, port) = server("--every 1h");
    let mut waiting: Vec<_> = ["/wait", "/events"]
        .into_iter()
        .map(|target| {
            let get =
                format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            ask(port, &get)
        })
        .collect();
    // The stream has begun, so the poll, which came first, waits.
    let mut byte = [0];
    waiting[1].read_exact(&mut byte).unwrap();
    server.interrupt();
    let heard = rest(&mut waiting[1]);
    assert!(heard.ends_with("0\r\n\r\n"), "{heard}");
    let heard = rest(&mut waiting[0]);
    assert!(heard.starts_with("HTTP/1.1 204 "), "{heard}");
    drop(waiting);
    server.ends(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_twice_waits_for_nobody() {
    let (mut server, port) = server("--every 1h");
    let _half = ask(port, "GET /poll HTTP/1.1\r\n");
    get(port, "/poll"); // whoever answers can be interrupted
    server.interrupt();
    // Nobody is let in any more, so the first one was heard.
    while TcpStream::connect(("127.0.0.1", port)).is_ok() {}
    server.ends_on_a_second_ctrl_c();
}

#[cfg(unix)]
#[test]
fn when_there_are_no_files_left_those_who_are_here_are_served() {
    let run = "--every 1h --port 0";
    let mut server = Program::start_limited(CHAPTER, 20, run);
    let port = server.port("listening on");
    let ann = ask(port, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut events = BufReader::new(ann).lines();
    assert!(events.any(|line| line.unwrap().is_empty()), "the head's end");
    let crowd: Vec<_> =
        (0..20).map(|_| TcpStream::connect(("127.0.0.1", port))).collect();
    server.line_with("cannot accept a connection now");
    drop(crowd);
    assert!(post(port, "/say", "at last").ends_with("\r\n\r\n1\n"));
    assert!(events.any(|line| line.unwrap() == "data: web: at last"));
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("serve", "Unrecognized argument: serve"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--every 0s", "expected a time such as 200ms or 2s"),
        ("--wait soon", "expected a time such as 200ms or 2s"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn a_server_that_forgets_what_it_has_handed_out_loses_messages() {
    let naive = Program::example(CHAPTER, "push_naive", "");
    let transcript = naive.ends(0);
    kit::pin!("naive-polls", transcript.text(&[]));
}

#[test]
fn a_head_that_is_too_long_is_answered_and_the_answer_is_not_destroyed() {
    let (_server, port) = server("--every 1h");
    let head = format!("GET /poll HTTP/1.1\r\nX: {}", "a".repeat(20_000));
    // A RST would be an error here.
    assert!(answer(port, &head).starts_with("HTTP/1.1 431 "));
}
