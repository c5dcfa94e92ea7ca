//! The program with a screen that takes nothing: a pipe that nobody reads,
//! or a terminal after Ctrl-S.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use kit::{Program, Screen};
use room::GOODBYE;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-04");

#[test]
fn a_screen_that_stands_still_stops_nobody() {
    // What it says at the start is read, and then nothing more.
    let last = "cargo run -p chapter-04 -- connect";
    let screen = Screen::StandsStillAfter(last);
    let mut room = Program::start_on(CHAPTER, screen, "serve --port 0");
    let port = room.port("a room on");
    room.line_with(last);
    let mut ann = connect(port, "ann");
    let mut bob = connect(port, "bob");
    // Two lines for each, and at most a thousand wait for the screen.
    for number in 0..600 {
        drop(connect(port, &format!("guest-{number}")));
        if number % 100 == 0 {
            writeln!(ann.get_mut(), "still here at {number}?").unwrap();
            hear(&mut bob, &format!("ann: still here at {number}?"));
            writeln!(bob.get_mut(), "still here").unwrap();
            hear(&mut ann, "bob: still here");
        }
    }
    room.interrupt();
    for guest in [&mut ann, &mut bob] {
        hear(guest, GOODBYE);
    }
    drop((ann, bob));
    room.ends(0);
}

/// Joins as `name`, and reads until it has been welcomed.
fn connect(port: u16, name: &str) -> BufReader<TcpStream> {
    let mut stream = kit::client::connect(port);
    stream.set_nodelay(true).unwrap();
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
