// ANCHOR: all
//! One client on one connection, for a server in another terminal.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use request::{Client, Start, Way, spent};
use tokio::time::{sleep, timeout};
use wiretap::{Recorder, Side, Tap};

use crate::arguments::Arguments;

/// The longest time for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

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
    let passed = Arc::new(Mutex::new((0, 0)));
    let tap = Tap::new(stream, Side::Client, counter(passed.clone()));
    let mut client = Client::new(tap);
    let request = Way { kept: false, browser: arguments.browser }.request();
    for number in 1..=arguments.count.unwrap_or(1) {
        if number > 1 {
            sleep(arguments.every).await;
        }
        let late = io::Error::new(io::ErrorKind::TimedOut, "no answer");
        let answer = timeout(PATIENCE, client.ask(&request));
        let answer = answer.await.map_err(|_| late)??;
        let (up, down) = std::mem::take(&mut *count(&passed));
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

/// Bytes up and down.
type Passed = Mutex<(usize, usize)>;

/// Counts what passes, and keeps nothing of it.
fn counter(passed: Arc<Passed>) -> Recorder {
    Recorder::new(move |piece| {
        let (up, down) = spent(&[piece]);
        let mut passed = count(&passed);
        *passed = (passed.0 + up, passed.1 + down);
    })
}

fn count(passed: &Passed) -> MutexGuard<'_, (usize, usize)> {
    passed.lock().unwrap_or_else(PoisonError::into_inner)
}
// ANCHOR_END: all
