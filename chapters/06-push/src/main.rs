// ANCHOR: all
//! `cargo run -p chapter-06`: a server that speaks to browsers.

mod arguments;

use std::io;
use std::process::ExitCode;

use arguments::Arguments;
use push::Board;

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ping::exit_code(run(argh::from_env()).await)
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let listeners = push::listen(arguments.port).await?;
    for listener in &listeners {
        println!("listening on {}", listener.local_addr()?);
    }
    let port = listeners[0].local_addr()?.port();
    println!("open http://localhost:{port}/ in a browser; Ctrl-C ends it");
    println!("or ask:  curl http://127.0.0.1:{port}/poll");
    println!("wait:    curl \"http://127.0.0.1:{port}/wait?after=ID\"");
    println!("listen:  curl -N http://127.0.0.1:{port}/events");
    println!("speak:   curl -d hello http://127.0.0.1:{port}/say");
    println!("put the last id that you have heard in the place of ID");
    let board = Board::new(arguments.config());
    let speaker = board.clone();
    // Those who hang up late may take a while: twice, at once.
    let impatient = async {
        ping::interrupted().await;
        ping::interrupted().await;
    };
    tokio::select! {
        done = push::serve(board, listeners, ping::interrupted()) => done,
        () = impatient => Ok(()),
        () = push::speak(&speaker, arguments.every) => Ok(()),
    }
}
// ANCHOR_END: all
