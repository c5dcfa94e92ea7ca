//! What a guest costs: memory while nothing happens, CPU for each message.
//! The page shows what it printed once, in `tests/snapshots/room-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-04 --example room_cost
//! ```
//!
//! The room runs in a process of its own, its guests in this one. Beside it
//! runs the floor: a program that does nothing but one plain `write` for
//! each guest and message. Both are measured in turns.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;
use std::time::Duration;

use kit::report::{self, Result, Server};
use room::Config;

const IDLE_GUESTS: usize = 1000;
const HEARERS: usize = 500;
const ROUNDS: usize = 9;
const MESSAGES: usize = 200;
/// So many join before the others read about it.
const JOINS: usize = 100;
const TEXT: &str = "so many guests, and all of them hear this";

fn main() -> ExitCode {
    let done = report::run(report, |role| match role {
        "room" => run_room(),
        _ => report::floor(HEARERS),
    });
    ping::exit_code(done)
}

fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-04 --example room_cost");
    println!("{}", report::machine());
    memory()?;
    cpu()
}

fn memory() -> Result<()> {
    let room = Server::start("room")?;
    let mut guests = vec![guest(&room, 0)?];
    let before = room.resident()?;
    for number in 1..=IDLE_GUESTS {
        guests.push(guest(&room, number)?);
        // They hear each other join, and all of them keep reading.
        if number % JOINS == 0 {
            report::drain(&mut guests)?;
        }
    }
    let after = room.settled()?;
    let each = (after - before) as f64 / IDLE_GUESTS as f64;
    println!("\n{IDLE_GUESTS} guests who have joined and say nothing:");
    println!("resident memory before      {before:>8} KiB");
    println!("resident memory with them   {after:>8} KiB");
    println!("each                        {each:>8.2} KiB");
    Ok(())
}

fn cpu() -> Result<()> {
    let (room, floor) = (Server::start("room")?, Server::start("floor")?);
    let mut of_room = Crowd::new(&room, true)?;
    let mut of_floor = Crowd::new(&floor, false)?;
    println!("\na line to {HEARERS} guests, CPU time for each of them:");
    println!("           the room   one plain write   ratio");
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let with_room = of_room.broadcasts(&room)?;
        let with_floor = of_floor.broadcasts(&floor)?;
        let ratio = with_room / with_floor;
        if round > 0 {
            println!(
                "round {round:<2}   {with_room:>5.2} µs          \
                 {with_floor:>5.2} µs   {ratio:>5.2}"
            );
            ratios.push(ratio);
        } // in the first round caches and buffers are cold
    }
    ratios.sort_by(f64::total_cmp);
    let (lowest, highest) = (ratios[0], ratios[ROUNDS - 1]);
    let middle = ratios[ROUNDS / 2];
    println!("ratio: {lowest:.2} to {highest:.2}, {middle:.2} in the middle");
    Ok(())
}

/// One who speaks and many who listen.
struct Crowd {
    speaker: TcpStream,
    hearers: Vec<TcpStream>,
    line: Vec<u8>,
    heard: Vec<u8>,
}

impl Crowd {
    fn new(server: &Server, names: bool) -> Result<Crowd> {
        let heard = format!("g0: {TEXT}\n").into_bytes();
        if !names {
            let speaker = server.connect()?;
            let hearers = (0..HEARERS).map(|_| server.connect());
            let hearers = hearers.collect::<Result<_>>()?;
            return Ok(Crowd { speaker, hearers, line: heard.clone(), heard });
        }
        let mut speaker = guest(server, 0)?;
        let hearers = (1..=HEARERS).map(|number| guest(server, number));
        let mut hearers: Vec<_> = hearers.collect::<Result<_>>()?;
        // All but the last have heard of the last, and there is no more.
        let last = format!("* g{HEARERS} joined\n").into_bytes();
        for other in hearers[..HEARERS - 1].iter_mut().chain([&mut speaker]) {
            let mut heard = Vec::new();
            while !heard.ends_with(&last) {
                let mut byte = [0];
                other.read_exact(&mut byte)?;
                heard.extend(byte);
            }
        }
        let line = format!("{TEXT}\n").into_bytes();
        Ok(Crowd { speaker, hearers, line, heard })
    }

    /// Microseconds of the server's CPU time for each delivery.
    fn broadcasts(&mut self, server: &Server) -> Result<f64> {
        let before = server.cpu()?;
        let mut buffer = vec![0; self.heard.len()];
        for _ in 0..MESSAGES {
            self.speaker.write_all(&self.line)?;
            for hearer in &mut self.hearers {
                hearer.read_exact(&mut buffer)?;
                assert_eq!(buffer, self.heard);
            }
        }
        let used = server.cpu()? - before;
        Ok(used.as_secs_f64() * 1e6 / (MESSAGES * HEARERS) as f64)
    }
}

/// Somebody who has joined.
fn guest(server: &Server, number: usize) -> Result<TcpStream> {
    let mut stream = server.connect()?;
    writeln!(stream, "g{number}")?;
    let mut heard = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while !line.contains("welcome") {
        line.clear();
        heard.read_line(&mut line)?;
    }
    Ok(stream)
}

/// The room as chapter 04's program runs it, but for the pace: this report
/// asks what a message costs, not how many a guest may send.
#[tokio::main(flavor = "current_thread")]
async fn run_room() -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    let config = Config { pace: Duration::ZERO, ..Config::default() };
    Ok(room::serve(config, listener, std::future::pending()).await?)
}
