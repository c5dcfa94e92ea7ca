// ANCHOR: all
//! `cargo run -p chapter-11`: a Socket.IO server, and a client of the same
//! make.

mod guest;

use std::process::ExitCode;

use events::{Arguments, Side, run};

const NAME: &str = env!("CARGO_PKG_NAME");
const PAGE: &str = include_str!("page.html");

// One thread is enough: there is nothing to compute, only to pass on.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = argh::from_env::<Arguments>();
    let done = match arguments.side {
        Some(Side::Client) => guest::connect(&arguments).await,
        Some(Side::Server) | None => {
            run(&arguments, events::program(), NAME, PAGE).await
        }
    };
    ping::exit_code(done)
}
// ANCHOR_END: all
