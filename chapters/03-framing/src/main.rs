// ANCHOR: all
//! `cargo run -p chapter-03`: the ping/pong in lines, or one side of it.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use framing::Config;

#[tokio::main]
async fn main() -> ExitCode {
    ping::exit_code(run(argh::from_env()).await)
}

async fn run(arguments: Arguments) -> io::Result<()> {
    if arguments.side == Some(Side::Client) {
        return tokio::select! {
            done = client(arguments.port, &arguments) => done,
            () = ping::interrupted() => Ok(()),
        };
    }
    let listener = ping::listen(arguments.port).await?;
    let port = listener.local_addr()?.port();
    println!("listening on 127.0.0.1:{port}; Ctrl-C ends it");
    println!("talk to it: nc 127.0.0.1 {port}, and type ping");
    println!("join in: cargo run -p chapter-03 -- connect --port {port}");
    let config = Config { max_size: arguments.max_size, idle: arguments.idle };
    let server = framing::serve(config, listener, ping::interrupted());
    tokio::select! {
        done = server => done,
        done = client(port, &arguments), if arguments.side.is_none() => done,
    }
}

async fn client(port: u16, arguments: &Arguments) -> io::Result<()> {
    let stream = ping::connect(port).await?;
    let (local, peer) = (stream.local_addr()?, stream.peer_addr()?);
    println!("created client (local {local}, peer {peer})");
    framing::ask(stream, arguments.every, arguments.count).await
}
// ANCHOR_END: all
