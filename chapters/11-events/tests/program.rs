//! The program as a reader runs it: real sockets, the real clock.

use std::io::{Read, Write};

use kit::client::{answer, connect};
use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-11");
/// The id that pages show: as long as any other.
const SHOWN: &str = "Tgda6jvCUCjnffadAAAB";

/// A server on a port of the system's choice.
fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("or type:");
    (server, port)
}

fn client(arguments: &str, port: u16) -> Program {
    let run = format!("connect {arguments} unseen --port {port}");
    Program::start(CHAPTER, &run)
}

/// An id is luck.
fn shown(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix("connected") {
        Some(_) => format!("connected as {SHOWN}"),
        None => line.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn it_says_where_it_listens_and_how_to_talk_to_it() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("or type:");
    let names = [(port, 8888), (lab, 8890)];
    let text = server.transcript().text_with_ipv6(&names, "the lab");
    kit::pin!("events-first-run", text);
}

#[test]
fn what_is_typed_comes_back_as_an_event_and_as_an_acknowledgement() {
    let (_server, port) = server("");
    let mut client = client("", port);
    client.line_with("auth: ");
    for line in ["hello", "[2, 3.0, 12345678901234567890]"] {
        client.type_line(line);
        client.line_with("message-back: ");
        client.line_with("acknowledged: ");
    }
    client.end_input();
    let text = shown(&client.ends(0).text(&[(port, 8888)]));
    kit::pin!("events-connected", text);
}

#[test]
fn a_namespace_that_there_is_not_refuses() {
    let (_server, port) = server("");
    let mut client = client("--namespace /nowhere", port);
    client.line_with("connect_error: ");
    client.end_input();
    kit::pin!("nowhere", client.ends(0).text(&[(port, 8888)]));
}

#[test]
fn a_session_that_joins_nothing_is_closed_on() {
    // The namespace is refused, so nothing was joined.
    let (_server, port) = server("--connect-timeout 200ms");
    let mut client = client("--namespace /nowhere", port);
    client.line_with("closed: ");
    let text = client.ends(0).text(&[(port, 8888)]);
    assert!(text.ends_with("closed: transport close"), "{text}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_both_with_exit_code_0() {
    let (server, port) = server("serve");
    let mut other = client("", port);
    other.line_with("auth: ");
    other.ends_on_ctrl_c();
    let mut client = client("", port);
    client.line_with("auth: ");
    server.ends_on_ctrl_c();
    client.line_with("left: transport close");
    client.ends(0);
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("events-help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("server", "expected serve, connect or nothing"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--ping-interval 0s", "expected a time such as 200ms or 2s"),
        ("--connect-timeout soon", "expected a time such as 200ms or 2s"),
        ("--path socket.io", "expected a path such as /socket.io/"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn a_client_without_a_server_says_what_to_start() {
    promises::vacant_port(CHAPTER, "connect");
}

#[test]
fn answers_without_a_number_are_taken_for_those_to_another_question() {
    let text = Program::example(CHAPTER, "events_naive", "").ends(0).text(&[]);
    kit::pin!("events-naive", text);
}

#[test]
fn one_function_does_for_both_sides() {
    let mut example = Program::example(CHAPTER, "events_same", "unseen both 0");
    let port = example.port("listening on");
    let text = example.ends(0).text(&[(port, 8888)]);
    // Who is first is luck.
    let mut lines: Vec<&str> = text.lines().collect();
    lines[2..].sort_unstable();
    kit::pin!("events-same", lines.join("\n"));
}

#[test]
fn its_page_is_served_and_its_lab_tells_pages_of_the_origin_that_was_named() {
    let run = "--origin https://sock.example unseen --port 0 --lab 0";
    let mut server = Program::start(CHAPTER, run);
    let (port, lab) = (server.port("listening on"), server.port("the lab:"));
    let mut watching = connect(lab);
    let head = "GET /events HTTP/1.1\r\nHost: localhost\r\n\
                Origin: https://sock.example\r\n\r\n";
    watching.write_all(head.as_bytes()).unwrap();
    let (mut heard, mut buffer) = (String::new(), [0; 4096]);
    let mut hear = |what: &str| {
        while !heard.contains(what) {
            let size = watching.read(&mut buffer).expect(&heard);
            assert_ne!(size, 0, "{heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..size]));
        }
    };
    hear("HTTP/1.1 200 ");
    let page = answer(port, "GET / HTTP/1.0\r\n\r\n");
    assert!(page.contains("<title>Chapter 11</title>"), "{page}");
    hear("\"bytes\":\"474554202f20"); // GET /
}

#[test]
fn whoever_types_after_the_end_is_told_so() {
    let (_server, port) = server("");
    let mut client = client("--namespace /nowhere", port);
    client.line_with("connect_error: ");
    client.type_line("hello?");
    client.line_with("error: the socket has left");
}
