//! The program with a screen that takes nothing: a pipe that nobody reads,
//! or a terminal after Ctrl-S.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use room::GOODBYE;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-04");
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn a_screen_that_stands_still_stops_nobody() {
    let mut child = Command::new(CHAPTER)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Its first line is read, and then nothing more.
    let mut screen = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    screen.read_line(&mut line).unwrap();
    let (_, rest) = line.split_once("127.0.0.1:").unwrap();
    let port = rest.split_once(';').unwrap().0.parse().unwrap();
    let mut ann = connect(port, "ann");
    let mut bob = connect(port, "bob");
    // Twice 32 characters for each: far more than a pipe holds.
    let long = "x".repeat(25);
    for number in 0..2000 {
        drop(connect(port, &format!("{long}-{number}")));
        if number % 100 == 0 {
            writeln!(ann.get_mut(), "still here at {number}?").unwrap();
            hear(&mut bob, &format!("ann: still here at {number}?"));
            writeln!(bob.get_mut(), "still here").unwrap();
            hear(&mut ann, "bob: still here");
        }
    }
    let pid = child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &pid]).status();
    assert!(kill.unwrap().success());
    for guest in [&mut ann, &mut bob] {
        hear(guest, GOODBYE);
    }
    drop((ann, bob));
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || ended.send(child.wait()));
    let status = end.recv_timeout(PATIENCE).expect("the room's end");
    assert_eq!(status.unwrap().code(), Some(0));
    drop(screen);
}

/// Joins as `name`, and reads until it has been welcomed.
fn connect(port: u16, name: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    writeln!(stream, "{name}").unwrap();
    let mut stream = BufReader::new(stream);
    hear(&mut stream, "* welcome");
    stream
}

/// Reads until a line begins so.
fn hear(stream: &mut BufReader<TcpStream>, start: &str) {
    let mut line = String::new();
    while !line.starts_with(start) {
        line.clear();
        let size = stream.read_line(&mut line).expect(start);
        assert_ne!(size, 0, "the end, and no {start:?}");
    }
}
