// ANCHOR: all
//! The blocking server with a thread for each client: nobody waits.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port()))?;
    println!("listening on {}", listener.local_addr()?);
    // ANCHOR: serve
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || {
            let _ = answer(stream);
            println!("a client has left");
        });
    }
    // ANCHOR_END: serve
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    println!("created server");
    let mut buffer = [0; 1024];
    while stream.read(&mut buffer)? > 0 {
        stream.write_all(b"pong\n")?;
    }
    Ok(())
}

/// 8888, or the one number that was typed.
fn port() -> u16 {
    let typed = std::env::args().nth(1);
    typed.and_then(|port| port.parse().ok()).unwrap_or(8888)
}
// ANCHOR_END: all
