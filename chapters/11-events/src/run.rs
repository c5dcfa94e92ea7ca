// ANCHOR: all
//! A server on this machine, until Ctrl-C.

use std::io::Result;

use upgrade::Lab;

use crate::{Arguments, Io};

/// Serves what the arguments ask for. `name` is the program's, for whoever
/// wants to connect, and `page` what a browser finds at `/`.
///
/// # Errors
/// When the port is taken, the message says so and names the way out.
pub async fn run(
    arguments: &Arguments,
    io: Io,
    name: &str,
    page: &'static str,
) -> Result<()> {
    let listeners = push::listen(arguments.port).await?;
    for listener in &listeners {
        println!("listening on {}", listener.local_addr()?);
    }
    let port = listeners[0].local_addr()?.port();
    let lab = Lab::open(arguments.lab, &arguments.origin).await;
    println!("open http://localhost:{port}/ in a browser; Ctrl-C ends it");
    println!("or type: cargo run -p {name} -- connect");
    let mut config = arguments.config();
    config.engine.page = page;
    let engine = io.into_engine(config);
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
