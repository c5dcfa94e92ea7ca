// ANCHOR: all
//! `cargo run -p chapter-05`: what a request costs.

mod arguments;
mod asker;
mod measured;
mod table;

use std::io;
use std::process::ExitCode;

use arguments::{Arguments, Side};
use request::{Config, WAYS, simulated};
use tokio::runtime::{Builder, Runtime};

fn main() -> ExitCode {
    ping::exit_code(run(&argh::from_env()))
}

fn run(arguments: &Arguments) -> io::Result<()> {
    match arguments.side {
        Some(Side::Server) => runtime(false)?.block_on(serve(arguments)),
        Some(Side::Client) => runtime(false)?.block_on(asker::ask(arguments)),
        None => compare(arguments),
    }
}

/// One thread. On a paused clock an hour passes in no time, and exactly: it
/// stands still while there is something to do, and then jumps.
fn runtime(paused: bool) -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().start_paused(paused).build()
}

fn compare(arguments: &Arguments) -> io::Result<()> {
    let rtt = arguments.rtt;
    let mut costs = Vec::new();
    for way in WAYS {
        let cost = runtime(true)?.block_on(simulated(way, rtt))?;
        costs.push((way, cost));
    }
    if arguments.real {
        let all = measured::all(rtt, arguments.count);
        table::print_beside(&costs, &runtime(false)?.block_on(all)?, rtt);
    } else {
        table::print(&costs, rtt);
    }
    Ok(())
}

async fn serve(arguments: &Arguments) -> io::Result<()> {
    let listener = ping::listen(arguments.port).await?;
    let port = listener.local_addr()?.port();
    println!("listening on http://127.0.0.1:{port}/ping; Ctrl-C ends it");
    println!("ask: cargo run -p chapter-05 -- connect --port {port}");
    let head_timeout = arguments.head_timeout;
    let config = Config { head_timeout, ..Config::default() };
    request::serve(config, listener, ping::interrupted()).await
}
// ANCHOR_END: all
