// ANCHOR: all
//! `cargo run -p chapter-04`: a chat room, or one of its guests.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ping::exit_code(run(argh::from_env()).await)
}

async fn run(arguments: Arguments) -> io::Result<()> {
    if arguments.side == Some(Side::Guest) {
        let stream = ping::connect(arguments.port).await?;
        return tokio::select! {
            done = room::chat(stream, room::keyboard(), io::stdout()) => done,
            () = ping::interrupted() => Ok(()),
        };
    }
    let listener = ping::listen(arguments.port).await?;
    let port = listener.local_addr()?.port();
    println!("a room on 127.0.0.1:{port}; Ctrl-C closes it");
    println!("join in: nc 127.0.0.1 {port}");
    println!("or:      cargo run -p chapter-04 -- connect --port {port}");
    let config = arguments.config();
    let shutdown = async {
        ping::interrupted().await;
        let limit = humantime::format_duration(config.goodbye);
        println!("the room closes; last words take up to {limit}");
    };
    room::serve(config, listener, shutdown).await
}
// ANCHOR_END: all
