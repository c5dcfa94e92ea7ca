// ANCHOR: all
//! `cargo run -p chapter-01`: both sides of a ping/pong, or one of them.

mod arguments;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, HELP, Side};

#[tokio::main]
async fn main() -> ExitCode {
    match Arguments::parse(std::env::args().skip(1)) {
        Ok(Some(arguments)) => ping::exit_code(run(arguments).await),
        Ok(None) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message} (see --help)");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let Arguments { side, port, every, count } = arguments;
    if side == Side::Client {
        return tokio::select! {
            done = client(port, every, count) => done,
            () = ping::interrupted() => Ok(()),
        };
    }
    let listener = ping::listen(port).await?;
    let port = listener.local_addr()?.port();
    println!("listening on 127.0.0.1:{port}; Ctrl-C ends it");
    println!("join in: cargo run -p chapter-01 -- connect --port {port}");
    let server = ping::serve(listener, ping::interrupted());
    tokio::select! {
        done = server => done,
        done = client(port, every, count), if side == Side::Both => done,
    }
}

async fn client(
    port: u16,
    every: Duration,
    count: Option<u64>,
) -> io::Result<()> {
    let stream = ping::connect(port).await?;
    let (local, peer) = (stream.local_addr()?, stream.peer_addr()?);
    println!("created client (local {local}, peer {peer})");
    ping::ask(stream, every, count).await
}
// ANCHOR_END: all
