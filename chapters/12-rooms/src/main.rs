// ANCHOR: all
//! `cargo run -p chapter-12`: a chat for official clients, for browsers and
//! for a client of our own.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use events::{Args, Connection, Socket};
use serde_json::Value;
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

/// A guest: what is typed is said, and what is said is shown.
async fn connect(arguments: &Arguments) -> io::Result<()> {
    let config = arguments.config();
    let begin = |connection: &mut Connection| {
        let socket = connection.connect(&arguments.namespace, &Value::Null);
        socket.on("chat message", |_, event| {
            let text: String = event.args.get(0).unwrap_or_default();
            println!("{}", printable(&text));
        });
        socket.on_connect(|_| println!("connected; type something"));
        socket.on_disconnect(|_, why| println!("left: {}", why.in_client()));
        tokio::spawn(say(socket));
    };
    tokio::select! {
        reason = events::connect(arguments.port, &config, begin) => {
            println!("closed: {}", reason?);
            Ok(())
        }
        () = ping::interrupted() => Ok(()),
    }
}

async fn say(socket: Socket) {
    let mut typed = room::keyboard();
    while let Some(line) = typed.recv().await {
        let text = String::from_utf8_lossy(&line);
        // A text is always JSON.
        let args = Args::of(text.trim_end()).unwrap_or_default();
        let _ = socket.emit("chat message", &args);
    }
    socket.disconnect(true);
}
// ANCHOR_END: all
