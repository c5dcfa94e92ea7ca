// ANCHOR: all
//! `cargo run -p chapter-04`: a chat room, or one of its guests.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use room::screen;
use tokio::sync::Notify;

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Arguments = argh::from_env();
    ping::exit_code(match arguments.side {
        Some(Side::Guest) => visit(arguments).await,
        Some(Side::Room) | None => host(arguments).await,
    })
}

/// Somebody who types and reads.
async fn visit(arguments: Arguments) -> io::Result<()> {
    let stream = ping::connect(arguments.port).await?;
    tokio::select! {
        done = room::chat(stream, room::keyboard(), io::stdout()) => done,
        () = ping::interrupted() => Ok(()),
    }
}

/// The room, until somebody presses Ctrl-C, or has no patience either.
async fn host(arguments: Arguments) -> io::Result<()> {
    let config = arguments.config(screen::show)?;
    let listener = ping::listen(arguments.port).await?;
    let port = listener.local_addr()?.port();
    screen::start();
    screen::show(&format!(
        "a room on 127.0.0.1:{port}; Ctrl-C closes it; twice, at once\n\
         join in: nc 127.0.0.1 {port}\n\
         or:      cargo run -p chapter-04 -- connect --port {port}"
    ));
    let closing = Notify::new();
    let shutdown = async {
        ping::interrupted().await;
        let limit = humantime::format_duration(config.goodbye);
        closing.notify_one();
        // What asks for a second Ctrl-C must be listening by then.
        tokio::task::yield_now().await;
        let text = format!("the room closes; last words take up to {limit}");
        screen::show(&text);
    };
    tokio::select! {
        biased;
        () = async { closing.notified().await; ping::interrupted().await } => {}
        done = room::serve(config, listener, shutdown) => done?,
    }
    screen::finish();
    Ok(())
}
// ANCHOR_END: all
