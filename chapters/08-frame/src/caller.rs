// ANCHOR: all
//! A client for a server in another terminal.

use std::io;
use std::time::Duration;

use frame::{Close, Message, Role, WebSocket};
use push::Patient;
use tokio::time::timeout;
use upgrade::{Answer, ask, fresh_key, printable};
use wiretap::{HEADING, Recorder, Side, Tap, dump};

use crate::arguments::Arguments;

/// For how long it waits for anything.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says one thing, hears it again, and closes.
pub async fn connect(arguments: &Arguments) -> io::Result<()> {
    let stream = ping::connect(arguments.port).await?;
    let host = format!("localhost:{}", arguments.port);
    let stream = Patient::new(stream, PATIENCE);
    let key = fresh_key();
    let asked = timeout(PATIENCE, ask(stream, &host, "/", &key));
    let Answer { stream, rest } = asked.await??;
    println!("open; what follows are frames\n{HEADING}");
    let recorder = Recorder::new(|piece| print!("{}", dump(&piece)));
    let stream = Tap::new(stream, Side::Client, recorder);
    let limits = arguments.limits();
    let mut socket = WebSocket::new(stream, Role::Client, rest, limits);
    socket.send(&Message::Text(arguments.say.clone()));
    let closed = loop {
        match socket.next(PATIENCE).await {
            Ok(Some(heard)) => {
                let text = String::from_utf8_lossy(heard.payload());
                println!("heard {}", printable(&text));
                socket.close(Some(Close::new(Close::NORMAL, "")));
            }
            done => break done.map(|_| ()),
        }
    };
    socket.finish(PATIENCE).await;
    closed.map_err(io::Error::other)
}
// ANCHOR_END: all
