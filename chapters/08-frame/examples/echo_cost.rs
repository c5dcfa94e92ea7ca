// ANCHOR: all
//! What an echo costs the server: processor time for each message, ours
//! beside tokio-tungstenite, as one would write it first and with one write
//! for many echoes. The page shows what it printed once, in
//! `tests/snapshots/echo-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-08 --example echo_cost
//! ```
//!
//! Each server runs in a process of its own, the clients in this one.

use std::io;
use std::process::ExitCode;

use bytes::BytesMut;
use frame::{Frame, Opcode, Role};
use futures_util::{FutureExt, SinkExt, StreamExt};
use kit::report::{self, Result, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{WebSocketStream, accept_async, tungstenite};

const CLIENTS: usize = 50;
/// Of each client, in a round.
const MESSAGES: usize = 2000;
const ROUNDS: usize = 7;
const DEPTHS: [usize; 2] = [1, 16];
/// Ours, and tokio-tungstenite in two ways.
const SERVERS: [&str; 3] = ["ours", "send", "feed, flush"];
const TEXT: &str = "forty bytes of text, echoed and measured";

fn main() -> ExitCode {
    let report = || in_one_thread(report());
    ping::exit_code(report::run(report, |role| match role {
        "ours" => in_one_thread(ours()),
        way => in_one_thread(theirs(way == "feed, flush")),
    }))
}

fn in_one_thread(work: impl Future<Output = Result<()>>) -> Result<()> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build()?.block_on(work)
}

async fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-08 --example echo_cost");
    println!("{}", report::machine());
    let size = TEXT.len();
    println!(
        "{CLIENTS} clients, {MESSAGES} texts of {size} bytes from each; \
         microseconds of\nthe server's processor for a text, user and system"
    );
    let mut servers = Vec::new();
    for role in SERVERS {
        servers.push(Server::start(role)?);
    }
    for depth in DEPTHS {
        println!("\n{depth} in flight on each connection:");
        println!("          {}", SERVERS.map(|s| format!("{s:>14}")).concat());
        let mut times = vec![Vec::new(); SERVERS.len()];
        for round in 0..=ROUNDS {
            let mut row = String::new();
            for (server, times) in servers.iter().zip(&mut times) {
                let before = server.cpu()?;
                echo(server.port(), depth).await?;
                let busy = (server.cpu()? - before).as_secs_f64();
                let each = busy * 1e6 / (CLIENTS * MESSAGES) as f64;
                row += &format!("{each:>14.2}");
                times.push(each);
            }
            match round {
                // Caches and buffers are cold.
                0 => times.iter_mut().for_each(Vec::clear),
                _ => println!("round {round:<4}{row}"),
            }
        }
        times.iter_mut().for_each(|times| times.sort_by(f64::total_cmp));
        for (what, at) in [("least", 0), ("middle", ROUNDS / 2)] {
            let row = times.iter().map(|times| format!("{:>14.2}", times[at]));
            println!("{what:<10}{}", row.collect::<String>());
        }
        let most = times.iter().map(|times| times[ROUNDS - 1]);
        let most = most.map(|most| format!("{most:>14.2}"));
        println!("most      {}", most.collect::<String>());
        let middle = |at: usize| times[at][ROUNDS / 2];
        println!("ours, of `send`: {:.2}", middle(0) / middle(1));
    }
    Ok(())
}

/// All clients at once. Each keeps `depth` messages under way.
async fn echo(port: u16, depth: usize) -> Result<()> {
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        clients.spawn(async move {
            let stream = TcpStream::connect(("127.0.0.1", port)).await?;
            stream.set_nodelay(true)?;
            let key = upgrade::fresh_key();
            let answer = upgrade::ask(stream, "localhost", "/", &key).await;
            let mut stream = answer.map_err(io::Error::other)?.stream;
            let mut question = BytesMut::new();
            let (text, role) = (TEXT.as_bytes(), Role::Client);
            Frame::encode(Opcode::Text, text, role, &mut question);
            let burst = question.repeat(depth);
            stream.write_all(&burst).await?;
            let answer = 2 + TEXT.len();
            let (mut sent, mut heard) = (depth, 0);
            let mut buffer = [0; 4096];
            while heard < MESSAGES * answer {
                let before = heard / answer;
                match stream.read(&mut buffer).await? {
                    0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                    size => heard += size,
                }
                let more = (heard / answer - before).min(MESSAGES - sent);
                sent += more;
                stream.write_all(&burst[..more * question.len()]).await?;
            }
            io::Result::Ok(())
        });
    }
    while let Some(done) = clients.join_next().await {
        done??;
    }
    Ok(())
}

/// The server as chapter 08's program runs it, with its limits and clocks.
async fn ours() -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    let config = frame::Config::default();
    let shutdown = std::future::pending();
    Ok(frame::serve(config, vec![listener], None, shutdown).await?)
}

/// The library alone. The shortest echo server that one can write with it
/// says `send` for each message, and each is a write. The other one writes
/// when nothing more has come.
async fn theirs(flushes_late: bool) -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    loop {
        let stream = ping::accept(&listener).await;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            let socket = accept_async(stream).await?;
            match flushes_late {
                true => feed_and_flush(socket).await,
                false => send(socket).await,
            }
        });
    }
}

type Socket = WebSocketStream<TcpStream>;

async fn send(mut socket: Socket) -> tungstenite::Result<()> {
    while let Some(message) = socket.next().await.transpose()? {
        if message.is_text() {
            socket.send(message).await?;
        }
    }
    Ok(())
}

async fn feed_and_flush(mut socket: Socket) -> tungstenite::Result<()> {
    loop {
        let message = match socket.next().now_or_never() {
            Some(message) => message,
            None => {
                socket.flush().await?;
                socket.next().await
            }
        };
        match message.transpose()? {
            Some(message) if message.is_text() => socket.feed(message).await?,
            Some(_) => {}
            None => return Ok(()),
        }
    }
}
// ANCHOR_END: all
