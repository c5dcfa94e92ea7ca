// ANCHOR: all
//! `cargo run -p chapter-09`: a chat room for browsers.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use room::screen;
use upgrade::Lab;
use websocket::{Chat, reach, visit};

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = argh::from_env::<Arguments>();
    let done = match arguments.side {
        Some(Side::Guest) => connect(&arguments).await,
        Some(Side::Room) | None => serve(&arguments).await,
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
    println!("or type: cargo run -p chapter-09 -- connect --name ann");
    screen::start(); // it may stand still, and the room must not (chapter 04)
    let chat = Chat::new(arguments.config(), screen::show);
    let ended = ping::interrupted();
    tokio::select! {
        done = websocket::serve(chat, listeners, Some(lab), ended) => done?,
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

async fn connect(arguments: &Arguments) -> io::Result<()> {
    let (link, typed) = (arguments.link(), room::keyboard());
    let show = |line: &str| println!("{line}");
    tokio::select! {
        done = visit(link, reach, typed, show) => done,
        () = ping::interrupted() => Ok(()),
    }
}
// ANCHOR_END: all
