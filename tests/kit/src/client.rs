//! A client that a test plays itself, against a program on a real socket.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::program::PATIENCE;

/// A connection to a program of this machine, on which no read and no write
/// takes for ever.
#[track_caller]
pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// All that still comes, until an orderly end. A RST is none.
#[track_caller]
pub fn rest(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("an orderly end within 10 s");
    String::from_utf8_lossy(&rest).into_owned()
}

/// Connects, sends this, and gives all that comes until an orderly end.
#[track_caller]
pub fn answer(port: u16, request: &str) -> String {
    let mut stream = connect(port);
    stream.write_all(request.as_bytes()).unwrap();
    rest(&mut stream)
}
