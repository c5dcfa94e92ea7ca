// ANCHOR: all
//! `cargo run -p chapter-12`: a chat for official clients, for browsers and
//! for a client of our own.

mod arguments;
mod guest;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use upgrade::Lab;

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = argh::from_env::<Arguments>();
    let done = match arguments.side {
        Some(Side::Client) => guest::connect(&arguments).await,
        Some(Side::Server) | None => serve(&arguments).await,
    };
    ping::exit_code(done)
}

async fn serve(arguments: &Arguments) -> io::Result<()> {
    let listeners = push::listen(arguments.port).await?;
    for listener in &listeners {
        println!("listening on {}", listener.local_addr()?);
    }
    let port = listeners[0].local_addr()?.port();
    let lab = Lab::open(arguments.lab, &arguments.origin).await;
    println!("open http://localhost:{port}/ in a browser; Ctrl-C ends it");
    println!("or type: cargo run -p chapter-12 -- connect");
    let engine = rooms::program().into_engine(arguments.config());
    let ended = ping::interrupted();
    tokio::select! {
        done = engine::serve(engine, listeners, Some(lab), ended) => done,
        () = impatient() => Ok(()),
    }
}

/// Whoever does not answer our close frame may take a while: twice, at once.
async fn impatient() {
    ping::interrupted().await;
    ping::interrupted().await;
}
// ANCHOR_END: all
