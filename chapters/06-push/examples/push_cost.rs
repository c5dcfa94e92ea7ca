//! What it costs to have many wait: memory for each, and the time until all
//! have heard. The page shows what it printed once, in
//! `tests/snapshots/push-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-06 --example push_cost
//! ```
//!
//! The server runs in a process of its own, its clients in this one.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kit::report::{self, Result, Server};
use push::{Board, Config};

/// Of each kind.
const CLIENTS: usize = 1000;
const ROUNDS: usize = 9;
const TEXT: &str = "so many wait, and all of them hear this";

fn main() -> ExitCode {
    ping::exit_code(report::run(report, |_| run_server()))
}

fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-06 --example push_cost");
    println!("{}", report::machine());
    let server = Server::start("server")?;
    // Whatever is needed once is not counted for each.
    ask(&server, "GET /wait")?;
    ask(&server, "GET /events")?;
    let before = server.settled()?;
    let mut polls = clients(&server, "GET /wait")?;
    let with_polls = server.settled()?;
    let mut streams = clients(&server, "GET /events")?;
    let with_all = server.settled()?;
    println!("\n{CLIENTS} long polls and {CLIENTS} streams that wait:");
    println!("resident memory before         {before:>8} KiB");
    let each = |size: usize| size as f64 / CLIENTS as f64;
    println!("a long poll                    {:>8.2} KiB", {
        each(with_polls - before)
    });
    println!("a stream                       {:>8.2} KiB", {
        each(with_all - with_polls)
    });
    println!("\none message to all {} of them:", 2 * CLIENTS);
    let mut medians = Vec::new();
    for round in 0..=ROUNDS {
        let times = broadcast(&server, &mut polls, &mut streams)?;
        let middle = times[times.len() / 2];
        if round > 0 {
            println!(
                "round {round}   first {:>6.2} ms   median {:>6.2} ms   \
                 last {:>6.2} ms",
                ms(times[0]),
                ms(middle),
                ms(times[times.len() - 1]),
            );
            medians.push(middle);
        } // in the first round caches and buffers are cold
    }
    medians.sort();
    println!(
        "medians: {:.2} to {:.2} ms, {:.2} ms in the middle",
        ms(medians[0]),
        ms(medians[ROUNDS - 1]),
        ms(medians[ROUNDS / 2]),
    );
    let after = server.settled()?;
    println!(
        "\nresident memory after that     {after:>8} KiB, {:.2} KiB each",
        (after - before) as f64 / (2 * CLIENTS) as f64
    );
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// How long each has waited for it, the quickest first. All clients share
/// one epoll, so whoever has heard is seen at once, in any order.
fn broadcast(
    server: &Server,
    polls: &mut [TcpStream],
    streams: &mut [TcpStream],
) -> Result<Vec<Duration>> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build()?;
    let mut times = runtime.block_on(async {
        let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
        for stream in polls.iter().chain(streams.iter()) {
            let stream = tokio::net::TcpStream::from_std(stream.try_clone()?)?;
            let sender = sender.clone();
            tokio::spawn(async move {
                let mut text = Vec::new();
                let mut buffer = [0; 1024];
                while !text.ends_with(b"\n\n") && !text.ends_with(b"\n\n\r\n") {
                    stream.readable().await?;
                    match stream.try_read(&mut buffer) {
                        Ok(0) => break,
                        Ok(size) => text.extend(&buffer[..size]),
                        Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                        Err(error) => return Err(error),
                    }
                }
                let _ = sender.send(Instant::now());
                Ok(())
            });
        }
        drop(sender);
        tokio::task::yield_now().await;
        let start = Instant::now();
        say(server);
        let mut times = Vec::new();
        while let Some(at) = heard.recv().await {
            times.push(at - start);
        }
        Result::Ok(times)
    })?;
    assert_eq!(times.len(), 2 * CLIENTS);
    times.sort();
    for poll in polls {
        wait(poll, "GET /wait")?;
    }
    server.settled()?;
    Ok(times)
}

/// Asks for what comes after all that was said.
fn wait(stream: &mut TcpStream, what: &str) -> Result<()> {
    // A long poll must not be answered with what was said before.
    let target = match what {
        "GET /wait" => "GET /wait?after=LAST",
        other => other,
    };
    let last = SAID.load(Ordering::Relaxed).to_string();
    let target = target.replace("LAST", &last);
    let request = format!("{target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    Ok(())
}

/// The number of the last message.
static SAID: AtomicU64 = AtomicU64::new(0);

fn ask(server: &Server, what: &str) -> Result<TcpStream> {
    let mut stream = server.connect()?;
    wait(&mut stream, what)?;
    if what == "GET /events" {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte)?;
            head.extend(byte);
        }
    }
    stream.set_nonblocking(true)?;
    Ok(stream)
}

fn clients(server: &Server, what: &str) -> Result<Vec<TcpStream>> {
    (0..CLIENTS).map(|_| ask(server, what)).collect()
}

/// In a thread of its own, for it waits for the answer.
fn say(server: &Server) {
    let port = server.port();
    SAID.fetch_add(1, Ordering::Relaxed);
    std::thread::spawn(move || {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        let size = TEXT.len();
        write!(
            stream,
            "POST /say HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Length: {size}\r\n\r\n{TEXT}"
        )?;
        stream.read_to_end(&mut Vec::new())
    });
}

/// The server as chapter 06's program runs it; but nobody has to ask again
/// while this report counts.
#[tokio::main(flavor = "current_thread")]
async fn run_server() -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let hour = Duration::from_secs(3600);
    let config = Config { wait: hour, heartbeat: hour, ..Config::default() };
    let board = Board::new(config);
    Ok(push::serve(board, listeners, std::future::pending()).await?)
}
