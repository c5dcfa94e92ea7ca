//! The program as a reader runs it: real sockets, the real clock.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use kit::client::{answer, rest};
use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-09");

/// A server on a port of the system's choice.
fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("or type:");
    (server, port)
}

fn guest(name: &str, port: u16) -> Program {
    let unseen = format!("unseen --retry 50ms --port {port}");
    let run = format!("connect --name {name} {unseen}");
    let mut guest = Program::start(CHAPTER, &run);
    guest.line_with(&format!("* welcome, {name}"));
    guest
}

#[test]
fn it_says_where_it_listens_and_how_to_talk_to_it() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("or type:");
    let names = [(port, 8888), (lab, 8890)];
    let text = server.transcript().text_with_ipv6(&names, "the lab");
    kit::pin!("first-run", text);
}

#[test]
fn two_guests_chat_and_both_are_told_when_the_room_closes() {
    let (mut server, port) = server("");
    let mut ann = guest("ann", port);
    let mut bob = guest("bob", port);
    ann.line_with("* bob joined");
    bob.type_line("hi all");
    ann.line_with("bob: hi all");
    ann.type_line("hello, bob");
    bob.line_with("ann: hello, bob");
    bob.end_input();
    let bob = bob.ends(0);
    kit::pin!("chat-bob", bob.text(&[(port, 8888)]));
    ann.line_with("* bob left");
    ann.end_input();
    let ann = ann.ends(0);
    kit::pin!("chat-ann", ann.text(&[(port, 8888)]));
    server.line_with("* ann left");
}

#[cfg(unix)]
#[test]
fn ctrl_c_tells_all_who_are_there_and_ends_with_exit_code_0() {
    let (mut server, port) = server("");
    let mut ann = guest("ann", port);
    let mut nobody = TcpStream::connect(("127.0.0.1", port)).unwrap();
    nobody.write_all(b"GET / HT").unwrap();
    server.interrupt();
    ann.line_with("* the room closes: goodbye");
    let why = ann.line_with("next try in");
    assert!(why.starts_with("(the room closes (1001); next try in "), "{why}");
    // She is refused until there is a server again, and tries on.
    ann.line_with("next try in");
    drop(nobody);
    server.ends(0);
    ann.ends_on_ctrl_c();
}

/// Joins by hand, and then says nothing more, not even a pong.
fn join_and_fall_silent(port: u16) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let key = "dGhlIHNhbXBsZSBub25jZQ==";
    let mut all = upgrade::request("localhost", "/", key).into_bytes();
    // A mask of zeros changes nothing.
    all.extend(b"\x81\x83\0\0\0\0bob");
    // In one write, for nobody is patient here.
    stream.write_all(&all).unwrap();
    stream
}

#[test]
fn a_guest_who_does_not_answer_is_noticed() {
    let run = "--heartbeat 300ms --patience 200ms unseen --port 0 --lab 0";
    let mut server = Program::start(CHAPTER, run);
    let port = server.port("listening on");
    server.line_with("or type:");
    let before = server.transcript().text(&[]).lines().count();
    let bob = join_and_fall_silent(port);
    server.line_with("* bob left (no answer to a ping)");
    drop(bob);
    // What it says at the start stands on the page already.
    let text = server.transcript().text(&[]);
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(at, _)| *at == 0 || *at >= before);
    let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
    kit::pin!("gone", lines.join("\n"));
}

/// The times that a guest waits are luck, and so is how often it tries; an
/// error's number is a system's.
fn without_waits(text: &str) -> Vec<&str> {
    let before =
        |line, end| -> &str { str::split(line, end).next().unwrap_or(line) };
    let lines = text.trim().lines();
    let mut lines: Vec<&str> = lines
        .map(|line| before(before(line, "next try in"), " (os error"))
        .collect();
    lines.dedup();
    lines
}

#[cfg(unix)]
#[test]
fn a_guest_comes_back_when_the_server_does() {
    let records = std::env::var_os("INSTA_UPDATE");
    let records = records.is_some_and(|how| how == "always");
    // The page shows the waits that a reader has.
    let retry = if records { "" } else { "--retry 50ms" };
    let (mut first, port) = server("");
    let run = format!("connect --name ann unseen {retry} --port {port}");
    let mut ann = Program::start(CHAPTER, &run);
    ann.line_with("* welcome, ann");
    first.interrupt();
    ann.line_with("* the room closes");
    first.end();
    for _ in 0..2 {
        ann.line_with("next try in");
    }
    let run = format!("unseen --port {port} --lab 0");
    let mut second = Program::start(CHAPTER, &run);
    second.line_with("or type:");
    ann.line_with("* welcome, ann");
    second.line_with("* ann joined");
    ann.end_input();
    let ann = ann.ends(0);
    let said = ann.text(&[(port, 8888)]);
    if records {
        let folder = env!("CARGO_MANIFEST_DIR");
        let file = format!("{folder}/tests/snapshots/comes-back.txt");
        std::fs::write(file, format!("{said}\n")).unwrap();
    }
    let recorded = include_str!("snapshots/comes-back.txt");
    assert_eq!(without_waits(&said), without_waits(recorded));
}

#[test]
fn it_listens_on_ipv6_as_well_where_there_is_any() {
    let (_server, port) = server("serve");
    let Ok(mut stream) = TcpStream::connect(("::1", port)) else { return };
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let ask = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).unwrap();
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("<title>A room full of browsers"), "{answer}");
}

#[cfg(unix)]
#[test]
fn when_there_are_no_files_left_those_who_are_here_are_served() {
    let mut server =
        Program::start_limited(CHAPTER, 24, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let mut ann = guest("ann", port);
    let bob = guest("bob", port);
    let crowd: Vec<_> =
        (0..24).map(|_| TcpStream::connect(("127.0.0.1", port))).collect();
    server.line_with("cannot accept a connection now");
    drop(bob);
    ann.line_with("* bob left (connection lost)");
    drop(crowd);
    guest("cid", port);
    ann.line_with("* cid joined");
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("server", "expected serve, connect or nothing"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--heartbeat 0s", "expected a time such as 200ms or 2s"),
        ("--patience soon", "expected a time such as 200ms or 2s"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

/// What it prints but for the times, which are another machine's.
fn without_numbers(text: &str) -> String {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == ' ';
    text.lines().map(|line| line.replace(is_of_number, "") + "\n").collect()
}

#[test]
fn the_first_try_still_fails_as_the_page_says() {
    let recorded = include_str!("snapshots/websocket-warp.txt");
    let transcript =
        Program::example(CHAPTER, "websocket_warp", "unseen 2").ends(0);
    let said = transcript.text(&[]);
    assert_eq!(without_numbers(&said), without_numbers(recorded));
}

#[test]
fn a_head_that_is_too_long_is_answered_and_the_answer_is_not_destroyed() {
    let (_server, port) = server("");
    let head = format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(20_000));
    // A RST would be an error here.
    assert!(answer(port, &head).starts_with("HTTP/1.1 431 "));
}

#[test]
fn a_patience_beyond_all_time_is_no_reason_to_panic() {
    let (_server, port) = server("--patience 300000000000y");
    drop(guest("ann", port));
}
