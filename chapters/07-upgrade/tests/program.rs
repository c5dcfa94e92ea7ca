//! The program as a reader runs it: real sockets, the real clock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kit::Program;
use tokio::io::AsyncReadExt;
use upgrade::{Config, ask, greet, open, shown};
use wiretap::{HEADING, Recorder, Side, Tap};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-07");
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

const OPEN: &str = "open: from here on it is no longer HTTP\n";

/// A server that listens, and its two ports.
fn server(arguments: &str) -> (Program, u16, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("sent  received");
    (server, port, lab)
}

/// What `connect` prints of a conversation, on an exact clock and with the
/// RFC's key.
fn exact(host: &str) -> String {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let text = Arc::new(Mutex::new(format!("{HEADING}\n")));
    let (kept, opened) = (text.clone(), text.clone());
    runtime.block_on(async {
        let (client, server) = wiretap::pair();
        // As in most runs, the answer has been read when the greeting comes.
        let (heard, is_heard) = tokio::sync::oneshot::channel();
        let talk = async {
            let opened = open(&Config::default(), server).await.unwrap();
            is_heard.await.unwrap();
            greet(opened).await.unwrap();
        };
        let recorder = Recorder::new(move |piece| {
            kept.lock().unwrap().push_str(&shown(&piece));
        });
        let client = Tap::new(client, Side::Client, recorder);
        let asking = async {
            let mut answer = ask(client, host, "/", KEY).await.unwrap();
            opened.lock().unwrap().push_str(OPEN);
            heard.send(()).unwrap();
            let mut hello = [0; upgrade::HELLO.len()];
            answer.stream.read_exact(&mut hello).await.unwrap();
            assert_eq!(hello, upgrade::HELLO);
        };
        kit::within("it to open", async { tokio::join!(talk, asking) }).await;
    });
    let text = text.lock().unwrap().clone();
    text.trim_end().to_string()
}

/// Without what differs: times, sizes, keys, how many reads it took, and so
/// when the client says that it is open. What is left is what was on the wire.
fn said(transcript: &str) -> Vec<String> {
    let said = transcript.lines().filter_map(|line| {
        let is_row = line.contains("-> ") || line.contains("<- ");
        match is_row {
            true => line.get(35..),
            false => line.strip_prefix("    "),
        }
    });
    let said = said.filter(|line| !line.is_empty()).map(|line| {
        let is_key = line.contains("-Key: ") || line.contains("-Accept: ");
        let end = line.find(": ").filter(|_| is_key);
        line[..end.unwrap_or(line.len())].to_string()
    });
    said.collect()
}

#[test]
fn it_says_where_it_listens_and_how_to_connect() {
    let (server, port, lab) = server("");
    let text = server.transcript().text(&[(port, 8888), (lab, 8890)]);
    // A machine without IPv6 has one line less.
    let text = text.replace(&format!(":{port}"), ":8888");
    let second = "listening on [::1]:8888\n";
    let text = match text.contains(second) {
        true => text,
        false => text.replacen("the lab", &format!("{second}the lab"), 1),
    };
    kit::pin!("served", text);
}

#[test]
fn a_client_opens_a_websocket_and_hears_hello() {
    let (mut server, port, _) = server("");
    let connect = format!("connect unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    let real = transcript.text(&[]);
    assert!(status.success(), "{real}");
    assert_eq!(said(&real), said(&exact(&format!("localhost:{port}"))));
    assert!(real.contains(OPEN.trim_end()));
    let page = format!(
        "$ cargo run -p chapter-07 -- connect\n{}",
        exact("localhost:8888")
    );
    kit::pin!("connected", page);
    // The server has seen the same from its side.
    server.line_with("GET / HTTP/1.1");
    server.line_with(&format!("Host: localhost:{port}"));
    server.line_with("101 Switching Protocols");
    server.line_with("81 05 48 65 6c 6c 6f    ..Hello");
}

#[test]
fn whoever_is_refused_is_named_with_the_reason() {
    let (mut server, port, _) = server("");
    let answer = asked(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 426 Upgrade Required"), "{answer}");
    server.line_with("refused: no `Upgrade: websocket`");
}

#[test]
fn a_server_that_does_not_know_the_field_answers_as_if_it_were_not_there() {
    // Chapter 06's server, here in this process.
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(1).enable_all().build().unwrap();
    let listeners = runtime.block_on(push::listen(0)).unwrap();
    let port = listeners[0].local_addr().unwrap().port();
    let board = push::Board::new(push::Config::default());
    let pending = std::future::pending();
    runtime.spawn(push::serve(board, listeners, pending));
    let connect = format!("connect unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    assert_eq!(status.code(), Some(1));
    let text = transcript.text(&[]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(text.contains("HTTP/1.1 200 OK"), "{text}");
    // The page's excerpt: what was typed, and what came of it.
    let ends = [lines[0], lines[lines.len() - 1]];
    kit::pin!("not-understood", ends.join("\n"));
}

#[test]
fn without_the_check_another_site_s_page_speaks_in_the_visitor_s_name() {
    let program = Program::example(CHAPTER, "upgrade_hijack", "");
    let (status, transcript) = program.end();
    assert!(status.success(), "{status}");
    kit::pin!("hijack", transcript.text(&[]));
}

#[test]
fn the_lab_tells_what_the_tap_has_seen() {
    let (_server, port, lab) = server("");
    let mut stream = TcpStream::connect(("127.0.0.1", lab)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let head = "GET /events HTTP/1.1\r\nHost: localhost\r\n\
                Origin: http://localhost:3000\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    asked(port, "GET / HTTP/1.1\r\n\r\n");
    let (mut heard, mut buffer) = (String::new(), [0; 4096]);
    let expected = [
        "\"way\":\"up\",",
        "\"size\":18,\"bytes\":\"474554202f20485454502f312e310d0a0d0a\"}",
        "\"way\":\"down\",",
        "\"end\":\"FIN\"}",
    ];
    while !expected.iter().all(|part| heard.contains(part)) {
        let size = stream.read(&mut buffer).expect(&heard);
        assert_ne!(size, 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..size]));
    }
}

#[test]
fn without_a_lab_it_serves_all_the_same() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let lab = taken.local_addr().unwrap().port();
    let run = format!("unseen --port 0 --lab {lab}");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with(&format!("no lab: port {lab} is taken"));
    let answer = asked(port, "hello\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn an_origin_can_be_named_and_patience_be_shortened() {
    let (_server, port, _) =
        server("--origin https://example.org --patience 50ms");
    let head = upgrade::request("x", "/", KEY);
    for (origin, status) in [("org", "408"), ("com", "403")] {
        let field = format!("Origin: https://example.{origin}\r\n\r\n");
        let whole = head.replacen("\r\n\r\n", &format!("\r\n{field}"), 1);
        // Of the one that may connect, the last byte never comes.
        let size = whole.len() - usize::from(status == "408");
        let answer = asked(port, &whole[..size]);
        assert!(answer.contains(&format!(" {status} ")), "{answer}");
    }
}

#[test]
fn help_explains_every_argument() {
    let (status, transcript) = Program::start(CHAPTER, "--help").end();
    assert!(status.success(), "{status}");
    kit::pin!("help", transcript.text(&[]));
}

#[test]
fn a_taken_port_and_a_missing_server_give_one_line_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (status, said) =
        Program::start(CHAPTER, &format!("--port {port}")).end();
    assert_eq!(status.code(), Some(1));
    let said = said.text(&[(port, 8888)]);
    let line = said.lines().nth(1).unwrap();
    assert!(line.starts_with("error: port 8888 is taken"), "{line}");
    let vacant = kit::VacantPort::new().endpoint().port();
    let run = format!("connect --port {vacant}");
    let (status, said) = Program::start(CHAPTER, &run).end();
    assert_eq!(status.code(), Some(1));
    let said = said.text(&[(vacant, 8888)]);
    assert!(said.contains("error: nobody listens on 127.0.0.1:8888"), "{said}");
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    for (typed, complaint) in [
        ("--prot 1", "--prot"),
        ("shout", "expected serve, connect or nothing"),
        ("--patience 0s", "expected a time such as 200ms or 2s"),
        ("--lab 70000", "'--lab' with value '70000'"),
    ] {
        let (status, transcript) = Program::start(CHAPTER, typed).end();
        assert_eq!(status.code(), Some(1), "{typed}");
        let said = transcript.text(&[]);
        assert!(said.contains(complaint), "{typed}: {said}");
    }
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let mut server = Command::new(CHAPTER)
        .args(["serve", "--port", "0", "--lab", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut screen = BufReader::new(server.stdout.take().unwrap());
    let (mut lines, mut line) = (String::new(), String::new());
    while !line.starts_with(HEADING) {
        line.clear();
        assert_ne!(screen.read_line(&mut line).unwrap(), 0, "{lines}");
        lines.push_str(&line);
    }
    drop(screen);
    let (_, port) = lines.split_once("127.0.0.1:").unwrap();
    let port = port.lines().next().unwrap().parse().unwrap();
    let said = [(); 2].map(|()| asked(port, "GET / HTTP/1.1\r\n\r\n"));
    server.kill().unwrap();
    server.wait().unwrap();
    for said in said {
        assert!(said.starts_with("HTTP/1.1 400 "), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_with_status_0_though_somebody_is_connected() {
    let (mut server, port, _) = server("");
    let mut client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = upgrade::request("x", "/", KEY);
    client.write_all(head.as_bytes()).unwrap();
    // Whoever has answered once is ready to be interrupted.
    client.read_exact(&mut [0; 12]).unwrap();
    server.interrupt();
    let (status, _) = server.end();
    assert_eq!(status.code(), Some(0));
}

/// Sends this, and gives all that comes until the server hangs up.
fn asked(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}
