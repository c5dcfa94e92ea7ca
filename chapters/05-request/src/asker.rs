// ANCHOR: all
//! One client on one connection, for a server in another terminal.

use std::io;

use request::{Client, Start, Way, spent};
use tokio::time::sleep;
use wiretap::{Recording, Side, Tap};

use crate::arguments::Arguments;

/// Asks so many times, or until Ctrl-C.
pub async fn ask(arguments: &Arguments) -> io::Result<()> {
    tokio::select! {
        done = ask_all(arguments) => done,
        () = ping::interrupted() => Ok(()),
    }
}

/// Prints what came, and how many bytes passed.
async fn ask_all(arguments: &Arguments) -> io::Result<()> {
    let stream = ping::connect(arguments.port).await?;
    stream.set_nodelay(true)?;
    let recording = Recording::default();
    let tap = Tap::new(stream, Side::Client, recording.recorder());
    let mut client = Client::new(tap);
    let request = Way { kept: false, browser: arguments.browser }.request();
    let mut before = 0;
    for number in 1..=arguments.count.unwrap_or(1) {
        if number > 1 {
            sleep(arguments.every).await;
        }
        let answer = client.ask(&request).await?;
        let pieces = recording.pieces();
        let (up, down) = spent(&pieces[before..]);
        before = pieces.len();
        let status = match answer.head.start {
            Start::Status { code } => code,
            Start::Request { .. } => {
                return Err(io::Error::other("that was no answer"));
            }
        };
        let body = answer.body.escape_ascii();
        println!("{status} {body} ({up} bytes up, {down} down)");
    }
    Ok(())
}
// ANCHOR_END: all
