//! The program with a screen that takes nothing: a pipe that nobody reads.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-07");
const PATIENCE: Duration = Duration::from_secs(10);

/// The program; a test that fails leaves none behind.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_screen_that_stands_still_stops_nobody_and_not_ctrl_c() {
    let child = Command::new(CHAPTER)
        .args(["serve", "--port", "0", "--lab", "0"])
        .stdout(Stdio::piped())
        .spawn();
    let mut server = Server(child.unwrap());
    let mut screen = BufReader::new(server.0.stdout.take().unwrap());
    let mut first = String::new();
    screen.read_line(&mut first).unwrap();
    let port = first.trim().rsplit(':').next().unwrap();
    let port: u16 = port.parse().unwrap();
    // Each is shown with a kilobyte, and a pipe holds some 64.
    let long = "x".repeat(1024);
    for _ in 0..300 {
        let mut client = TcpStream::connect(("127.0.0.1", port)).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        let ask = format!("GET / HTTP/1.1\r\nHost: {long}\r\n\r\n");
        client.write_all(ask.as_bytes()).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 426 "), "{answer}");
    }
    let pid = server.0.id().to_string();
    let kill = Command::new("kill").args(["-INT", &pid]).status();
    assert!(kill.unwrap().success());
    let start = Instant::now();
    let status = loop {
        match server.0.try_wait().unwrap() {
            Some(status) => break status,
            None => assert!(start.elapsed() < PATIENCE, "it does not end"),
        }
        std::thread::yield_now();
    };
    assert_eq!(status.code(), Some(0));
}
