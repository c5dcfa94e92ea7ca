//! The program with a screen that takes nothing: a pipe that nobody reads, or
//! one that was closed.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-09");
const PATIENCE: Duration = Duration::from_secs(10);

type Screen = BufReader<ChildStdout>;

/// The program; a test that fails leaves none behind.
struct Room(Child);

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_screen_that_stands_still_stops_nobody() {
    let (room, screen, port) = room();
    let mut ann = connect(port, "ann");
    // Twice 32 characters for each: far more than a pipe holds.
    let long = "x".repeat(25);
    for number in 0..2000 {
        let name = format!("{long}-{number}");
        drop(connect(port, &name));
        hear(&mut ann, &format!("* {name} joined"));
        hear(&mut ann, &format!("* {name} left"));
    }
    interrupt(room);
    drop(screen);
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let (room, screen, port) = room();
    drop(screen);
    let mut ann = connect(port, "ann");
    let bob = connect(port, "bob");
    hear(&mut ann, "* bob joined");
    drop(bob);
    hear(&mut ann, "* bob left");
    interrupt(room);
}

/// A room whose first lines are read, and then nothing more.
fn room() -> (Room, Screen, u16) {
    let child = Command::new(CHAPTER)
        .args(["serve", "--port", "0", "--lab", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut room = Room(child);
    let mut screen = BufReader::new(room.0.stdout.take().unwrap());
    let (mut lines, mut line) = (String::new(), String::new());
    while !line.starts_with("or type:") {
        line.clear();
        assert_ne!(screen.read_line(&mut line).unwrap(), 0, "{lines}");
        lines.push_str(&line);
    }
    let (_, port) = lines.split_once("127.0.0.1:").unwrap();
    let port = port.lines().next().unwrap().parse().unwrap();
    (room, screen, port)
}

/// Ctrl-C, which has to end it.
fn interrupt(mut room: Room) {
    let pid = room.0.id().to_string();
    let kill = Command::new("kill").args(["-INT", &pid]).status();
    assert!(kill.unwrap().success());
    let start = Instant::now();
    let status = loop {
        match room.0.try_wait().unwrap() {
            Some(status) => break status,
            None => assert!(start.elapsed() < PATIENCE, "it does not end"),
        }
        std::thread::yield_now();
    };
    assert_eq!(status.code(), Some(0));
}

/// Joins as `name`, and reads until it has been welcomed.
fn connect(port: u16, name: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let key = "dGhlIHNhbXBsZSBub25jZQ==";
    let mut opening = upgrade::request("localhost", "/", key).into_bytes();
    opening.extend([0x81, 0x80 | name.len() as u8, 0, 0, 0, 0]);
    opening.extend(name.as_bytes());
    stream.write_all(&opening).unwrap();
    hear(&mut stream, "others here");
    stream
}

/// Reads until this was said.
fn hear(stream: &mut TcpStream, what: &str) {
    let (mut heard, mut byte) = (Vec::new(), [0]);
    while !heard.ends_with(what.as_bytes()) {
        stream.read_exact(&mut byte).expect(what);
        heard.push(byte[0]);
    }
}
