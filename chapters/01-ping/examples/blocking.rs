// ANCHOR: all
//! A server that waits for one client at a time. Its second client can
//! connect, and then waits for ever.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};

fn main() -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port()))?;
    println!("listening on {}", listener.local_addr()?);
    // ANCHOR: serve
    for stream in listener.incoming() {
        // Nobody else is accepted until this returns. Whether the client
        // finished or broke off is no other client's business.
        let _ = answer(stream?);
        println!("a client has left");
    }
    // ANCHOR_END: serve
    Ok(())
}

// ANCHOR: answer
fn answer(mut stream: TcpStream) -> io::Result<()> {
    println!("created server");
    let mut buffer = [0; 1024];
    // `read` keeps this thread until there is something to read.
    while stream.read(&mut buffer)? > 0 {
        stream.write_all(b"pong\n")?;
    }
    Ok(())
}
// ANCHOR_END: answer

/// 8888, or the one number that was typed.
fn port() -> u16 {
    let typed = std::env::args().nth(1);
    typed.and_then(|port| port.parse().ok()).unwrap_or(8888)
}
// ANCHOR_END: all
