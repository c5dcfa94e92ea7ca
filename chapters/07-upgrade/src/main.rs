// ANCHOR: all
//! `cargo run -p chapter-07`: the opening handshake of a WebSocket.

mod arguments;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, Side};
use room::screen;
use tokio::io::AsyncReadExt;
use tokio::time::timeout;
use upgrade::{HELLO, Lab, ask, fresh_key, shown};
use wiretap::{HEADING, Recorder, Side as End, Tap};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = argh::from_env::<Arguments>();
    let done = match arguments.side {
        Some(Side::Client) => connect(&arguments).await,
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
    println!("connect: cargo run -p chapter-07 -- connect; Ctrl-C ends it");
    println!("{HEADING}");
    let recorder = Recorder::new(move |piece| {
        screen::show(shown(&piece).trim_end());
        lab.tell(&piece);
    });
    screen::start(); // it may stand still, and nobody else (chapter 04)
    let (config, shutdown) = (arguments.config(), ping::interrupted());
    let done = upgrade::serve(config, listeners, recorder, shutdown).await;
    screen::finish();
    done
}

async fn connect(arguments: &Arguments) -> io::Result<()> {
    println!("{HEADING}");
    let recorder = Recorder::new(|piece| print!("{}", shown(&piece)));
    let stream = ping::connect(arguments.port).await?;
    let stream = Tap::new(stream, End::Client, recorder);
    let host = format!("localhost:{}", arguments.port);
    let hello = async {
        let mut answer = ask(stream, &host, "/", &fresh_key()).await?;
        println!("open: from here on it is no longer HTTP");
        while answer.rest.len() < HELLO.len()
            && answer.stream.read_buf(&mut answer.rest).await? > 0
        {}
        io::Result::Ok(())
    };
    timeout(Duration::from_secs(10), hello).await?
}
// ANCHOR_END: all
