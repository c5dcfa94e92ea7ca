//! The program as a reader runs it: real sockets, the real clock.

use std::io::{Read, Write};
use std::net::TcpStream;

use kit::client::connect;
use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-12");
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// A server on a port of the system's choice.
fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("or type:");
    (server, port)
}

fn guest(port: u16, arguments: &str) -> Program {
    let run = format!("connect {arguments} unseen --port {port}");
    let mut guest = Program::start(CHAPTER, &run);
    guest.line_with("connected; type something");
    guest
}

/// A WebSocket by hand, which has joined `/` and been greeted.
fn websocket(port: u16) -> TcpStream {
    let mut stream = connect(port);
    let target = "/socket.io/?EIO=4&transport=websocket";
    let request = upgrade::request("localhost", target, KEY);
    stream.write_all(request.as_bytes()).unwrap();
    hear(&mut stream, b"\"maxPayload\":1000000}");
    // A mask of zeros changes nothing.
    stream.write_all(b"\x81\x82\0\0\0\x0040").unwrap();
    hear(&mut stream, br#"42["auth",{}]"#);
    stream
}

/// Reads until this was said.
fn hear(stream: &mut TcpStream, what: &[u8]) {
    let (mut heard, mut byte) = (Vec::new(), [0]);
    while !heard.ends_with(what) {
        stream.read_exact(&mut byte).expect("what was waited for");
        heard.push(byte[0]);
    }
}

#[test]
fn what_one_types_all_see_each_line_once_and_in_order() {
    let (_server, port) = server("");
    let mut ann = guest(port, "");
    let mut bob = guest(port, "");
    let mut cid = guest(port, "--namespace /custom");
    for number in 0..20 {
        ann.type_line(&format!("line {number}"));
    }
    ann.line_with("line 19");
    bob.line_with("line 19");
    cid.type_line("alone");
    cid.line_with("alone");
    bob.end_input();
    let said = bob.ends(0).text(&[]);
    let lines: Vec<_> = said.lines().filter(|l| l.contains("line")).collect();
    let expected: Vec<_> = (0..20).map(|n| format!("line {n}")).collect();
    assert_eq!(lines, expected);
    assert!(said.contains("left: io client disconnect"), "{said}");
    for guest in [ann, cid] {
        drop(guest);
    }
}

#[test]
fn a_stranger_cannot_colour_a_guests_terminal() {
    let (_server, port) = server("");
    let mut ann = guest(port, "");
    let mut eve = guest(port, "");
    eve.type_line("\x1b[2J\x07red");
    let line = ann.line_with("red");
    assert!(!line.contains('\x1b'), "{line:?}");
    assert!(!line.contains('\x07'), "{line:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_tells_all_who_are_there_and_ends_with_exit_code_0() {
    let (mut server, port) = server("");
    let mut ann = guest(port, "");
    let mut by_hand = websocket(port);
    server.interrupt();
    ann.line_with("left: transport close");
    ann.line_with("closed: transport close");
    ann.ends(0);
    // The close frame, code 1001.
    hear(&mut by_hand, b"\x03\xe9server shutting down");
    drop(by_hand);
    server.ends(0);
}

#[cfg(unix)]
#[test]
fn whoever_does_not_answer_our_goodbye_is_not_waited_for_at_a_second_ctrl_c() {
    let (mut server, port) = server("");
    let mut silent = websocket(port);
    server.interrupt();
    hear(&mut silent, b"\x03\xe9server shutting down");
    server.ends_on_a_second_ctrl_c();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_guest_with_exit_code_0() {
    let (_server, port) = server("");
    guest(port, "").ends_on_ctrl_c();
}

#[test]
fn a_guest_of_a_namespace_that_there_is_not_hears_so_and_ends() {
    let (_server, port) = server("--connect-timeout 1s");
    let run = format!("connect --namespace /nowhere unseen --port {port}");
    let guest = Program::start(CHAPTER, &run);
    let said = guest.ends(0).text(&[]);
    assert!(said.contains("connect_error"), "{said}");
    assert!(said.contains("Invalid namespace"), "{said}");
}

#[cfg(unix)]
#[test]
fn when_there_are_no_files_left_those_who_are_here_are_served() {
    let run = "unseen --port 0 --lab 0";
    let mut server = Program::start_limited(CHAPTER, 24, run);
    let port = server.port("listening on");
    let mut ann = guest(port, "");
    let crowd: Vec<_> =
        (0..24).map(|_| TcpStream::connect(("127.0.0.1", port))).collect();
    server.line_with("cannot accept a connection now");
    ann.type_line("still here");
    ann.line_with("still here");
    drop(crowd);
    drop(websocket(port));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let time = "expected a time such as 200ms or 2s";
    let cases = [
        ("server", "expected serve, connect or nothing"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--path socket.io", "expected a path such as /socket.io/"),
        ("--ping-interval 0s", time),
        ("--ping-timeout soon", time),
        ("--connect-timeout -1s", time),
        ("--max-payload -1", "Error parsing option '--max-payload'"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn a_guest_without_a_server_says_what_to_start() {
    promises::vacant_port(CHAPTER, "connect");
}
