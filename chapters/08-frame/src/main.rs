// ANCHOR: all
//! `cargo run -p chapter-08`: WebSockets, frame by frame.

mod arguments;
mod caller;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use room::screen;
use upgrade::Lab;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = argh::from_env::<Arguments>();
    let done = match arguments.side {
        Some(Side::Client) => caller::connect(&arguments).await,
        Some(Side::Server) | None => serve(&arguments).await,
    };
    ping::exit_code(done)
}

async fn serve(arguments: &Arguments) -> io::Result<()> {
    let listeners = push::listen(arguments.port).await?;
    for listener in &listeners {
        println!("listening on {}", listener.local_addr()?);
    }
    let lab = Lab::open(arguments.lab, &arguments.origin).await;
    println!("connect: cargo run -p chapter-08 -- connect; Ctrl-C ends it");
    let config = arguments.config();
    let ended = ping::interrupted();
    screen::start(); // it may stand still, and nobody else (chapter 04)
    tokio::select! {
        done = frame::serve(config, listeners, Some(lab), ended) => done?,
        () = impatient() => {}
    }
    screen::finish();
    Ok(())
}

/// Whoever does not answer our close frame may take a while: twice, at once.
async fn impatient() {
    ping::interrupted().await;
    ping::interrupted().await;
}
// ANCHOR_END: all
