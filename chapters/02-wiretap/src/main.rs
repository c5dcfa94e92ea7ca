// ANCHOR: all
//! `cargo run -p chapter-02`: chapter 01's ping/pong over a tapped wire.

mod arguments;
mod conversation;
mod witness;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use conversation::{both, client};
use wiretap::Config;
use witness::Witness;

// One thread is enough, and what is printed keeps the order of events.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ping::exit_code(run(argh::from_env()).await)
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let (wire, port) = (arguments.wire()?, arguments.port);
    if arguments.side == Some(Side::Client) {
        return tokio::select! {
            done = client(port, &arguments) => done,
            () = ping::interrupted() => Ok(()),
        };
    }
    let witness = Witness::new(&arguments)?;
    let (server, to) = match arguments.side {
        Some(_) => (None, arguments.to),
        None => {
            let server = ping::listen(arguments.to.port()).await?;
            let to = server.local_addr()?;
            (Some(server), to)
        }
    };
    let tapped = ping::listen(port).await?;
    let port = tapped.local_addr()?.port();
    if tapped.local_addr()? == to {
        return Err(io::Error::other("the wire would lead to itself"));
    }
    println!("wire from 127.0.0.1:{port} to {to}; Ctrl-C ends it");
    println!("join in: cargo run -p chapter-02 -- connect --port {port}");
    let config = Config { to, wire, recorder: witness.recorder() };
    // The wire is up for as long as there is something to carry.
    let mut done = Ok(());
    let talk = async {
        done = tokio::select! {
            done = both(server, port, &arguments) => done,
            () = ping::interrupted() => Ok(()),
        };
    };
    wiretap::serve(config, tapped, talk).await?;
    witness.draw();
    done
}
// ANCHOR_END: all
