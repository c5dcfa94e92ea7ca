// ANCHOR: all
//! `cargo run -p chapter-08`: WebSockets, frame by frame.

mod arguments;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, Side};
use frame::{Close, Message, Role, WebSocket};
use upgrade::{Answer, Lab, ask, fresh_key};
use wiretap::{HEADING, Recorder, Side as End, Tap, dump};

/// For how long the client waits for anything.
const PATIENCE: Duration = Duration::from_secs(10);

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
    println!("connect: cargo run -p chapter-08 -- connect; Ctrl-C ends it");
    let config = arguments.config();
    frame::serve(config, listeners, Some(lab), ping::interrupted()).await
}

/// Says one thing, hears it again, and closes.
async fn connect(arguments: &Arguments) -> io::Result<()> {
    let stream = ping::connect(arguments.port).await?;
    let host = format!("localhost:{}", arguments.port);
    let Answer { stream, rest } = ask(stream, &host, "/", &fresh_key()).await?;
    println!("open; what follows are frames\n{HEADING}");
    let recorder = Recorder::new(|piece| print!("{}", dump(&piece)));
    let stream = Tap::new(stream, End::Client, recorder);
    let limits = arguments.limits();
    let mut socket = WebSocket::new(stream, Role::Client, rest, limits);
    socket.send(&Message::Text(arguments.say.clone()));
    let closed = loop {
        match socket.next(PATIENCE).await {
            Ok(Some(heard)) => {
                println!("heard {}", String::from_utf8_lossy(heard.payload()));
                socket.close(Some(Close::new(Close::NORMAL, "")));
            }
            done => break done.map(|_| ()),
        }
    };
    socket.finish(PATIENCE).await;
    closed.map_err(io::Error::other)
}
// ANCHOR_END: all
