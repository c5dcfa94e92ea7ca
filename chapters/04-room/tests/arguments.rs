//! What is typed behind the program's name, and what it says about that.

use std::net::TcpListener;

use kit::{Program, VacantPort};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-04");

#[test]
fn help_explains_every_argument() {
    let (status, transcript) = Program::start(CHAPTER, "--help").end();
    assert!(status.success(), "{status}");
    kit::pin!("help", transcript.text(&[(8888, 8888)]));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    for (typed, complaint) in [
        ("listen", "expected serve, connect or nothing"),
        ("--prot 1", "Unrecognized argument: --prot"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--idle 10", "expected a time such as 200ms or 10m"),
        ("--queue many", "Error parsing option '--queue' with value 'many'"),
        ("--line 0", "expected a number of bytes, at least 1"),
        ("--idle 0s", "expected more than no time at all"),
        (
            "--queue 1000",
            "error: --queue 1000 is too small: with --line 1024, one line \
             can take 1091 bytes",
        ),
        ("--line 1000000", "--queue 65536 is too small: with --line 1000000"),
    ] {
        let run = format!("{typed} unseen --port 0");
        let (status, transcript) = Program::start(CHAPTER, &run).end();
        assert_eq!(status.code(), Some(1), "{typed}");
        let said = transcript.text(&[]);
        assert!(said.contains(complaint), "{typed}: {said}");
    }
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let run = format!("unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &run).end();
    assert_eq!(status.code(), Some(1));
    let said = transcript.text(&[(port, 8888)]);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains("port 8888 is taken"), "{said}");
}

#[test]
fn a_guest_without_a_room_says_what_to_start() {
    let vacant = VacantPort::new();
    let port = vacant.endpoint().port();
    let run = format!("connect unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &run).end();
    assert_eq!(status.code(), Some(1));
    let said = transcript.text(&[(port, 8888)]);
    assert!(said.contains("nobody listens on 127.0.0.1:8888"), "{said}");
}
