//! The program with a screen that takes nothing: a pipe that nobody reads, or
//! one that was closed.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use std::io::{Read, Write};
use std::net::TcpStream;

use kit::{Program, Screen};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-09");
/// The last line that it prints of its own.
const LAST: &str = "or type:";

#[test]
fn a_screen_that_stands_still_stops_nobody() {
    let (mut room, port) = room(Screen::StandsStillAfter(LAST));
    let mut ann = connect(port, "ann");
    // No line is taken. How many may wait is chapter 04's test.
    for number in 0..50 {
        let name = format!("guest-{number}");
        drop(connect(port, &name));
        hear(&mut ann, &format!("* {name} joined"));
        hear(&mut ann, &format!("* {name} left"));
    }
    // She has to have gone, or her answer would be waited for.
    room.interrupt();
    hear(&mut ann, "* the room closes: goodbye");
    drop(ann);
    room.ends(0);
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let (mut room, port) = room(Screen::ClosesAfter(LAST));
    let mut ann = connect(port, "ann");
    let bob = connect(port, "bob");
    hear(&mut ann, "* bob joined");
    drop(bob);
    hear(&mut ann, "* bob left");
    room.interrupt();
    hear(&mut ann, "* the room closes: goodbye");
    drop(ann);
    room.ends(0);
}

/// A room that has printed its first lines.
fn room(screen: Screen) -> (Program, u16) {
    let run = "serve --port 0 --lab 0";
    let mut room = Program::start_on(CHAPTER, screen, run);
    let port = room.port("listening on");
    room.line_with(LAST);
    (room, port)
}

/// Joins as `name`, and reads until it has been welcomed.
fn connect(port: u16, name: &str) -> TcpStream {
    let mut stream = kit::client::connect(port);
    stream.set_nodelay(true).unwrap();
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
