// ANCHOR: all
//! `cargo run -p chapter-10`: an Engine.IO server that echoes.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use engine::{Content, Handler, Message, Peer, Reason};
use upgrade::{Lab, printable};

// One thread is enough: there is nothing to compute, only to pass on.
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
    let port = listeners[0].local_addr()?.port();
    let lab = Lab::open(arguments.lab, &arguments.origin).await;
    println!("open http://localhost:{port}/ in a browser; Ctrl-C ends it");
    println!("or type: cargo run -p chapter-10 -- connect");
    let engine = engine::echo(arguments.config());
    tokio::select! {
        done = engine::serve(engine, listeners, Some(lab), ping::interrupted()) => done,
        () = impatient() => Ok(()),
    }
}

/// Whoever does not answer our close frame may take a while: twice, at once.
async fn impatient() {
    ping::interrupted().await;
    ping::interrupted().await;
}

/// Shows what it hears.
struct Screen;

impl Handler for Screen {
    fn message(&mut self, message: Message) {
        match message.content() {
            Content::Text(text) => println!("{}", printable(text)),
            Content::Binary(bytes) => println!("({} bytes)", bytes.len()),
        }
    }
}

async fn connect(arguments: &Arguments) -> io::Result<()> {
    let config = arguments.config();
    let make = |peer: &Peer| -> Box<dyn Handler> {
        tokio::spawn(say(peer.clone()));
        println!("connected; type something");
        Box::new(Screen)
    };
    tokio::select! {
        reason = engine::connect(arguments.port, &config, make) => {
            println!("closed: {}", reason?);
            Ok(())
        }
        () = ping::interrupted() => Ok(()),
    }
}

/// Says what is typed, and then goodbye.
async fn say(peer: Peer) {
    let mut typed = room::keyboard();
    while let Some(line) = typed.recv().await {
        let text = String::from_utf8_lossy(&line);
        peer.send(Message::text(text.trim_end_matches(['\r', '\n'])));
    }
    peer.close(Reason::ForcedClose);
}
// ANCHOR_END: all
