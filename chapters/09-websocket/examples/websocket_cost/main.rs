//! What a WebSocket costs its server: memory while nothing happens, CPU for
//! each message to many and for each echo. The page shows what it printed
//! once, in `tests/snapshots/websocket-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-09 --example websocket_cost
//! ```
//!
//! Each server runs in a process of its own, its clients in this one. Those
//! that are compared are measured in turns.

mod clients;
mod servers;

use std::process::ExitCode;

use clients::{Crowd, echoed, guest, masked, open};
use kit::report::{self, Result, Server, rounds};

const IDLE: usize = 1000;
const HEARERS: usize = 500;
/// Said in a turn, and the turns of a round: what else this machine does
/// meanwhile hits both alike.
const MESSAGES: usize = 10;
const TURNS: usize = 20;
const ECHOERS: usize = 50;
/// Of each echoer, in a round.
const ECHOES: usize = 1600;
/// So many join before the others read about it.
const JOINS: usize = 100;
const TEXT: &str = "so many guests, and all of them hear this";

/// Whoever says again what it hears: its name here, its role, its target.
const ECHO: [(&str, &str, &str); 4] = [
    ("tungstenite", "tungstenite", "/"),
    ("chapter 09", "chapter-09", "/echo"),
    ("chapter 08", "chapter-08", "/"),
    ("warp::ws", "warp", "/"),
];

fn main() -> ExitCode {
    ping::exit_code(report::run(report, |role| match role {
        "chapter-09" => servers::chapter_09(),
        "chapter-08" => servers::chapter_08(),
        "tungstenite" => servers::tungstenite(),
        "warp" => servers::with_warp(),
        _ => report::floor(HEARERS),
    }))
}

fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-09 --example websocket_cost");
    println!("{}", report::machine());
    memory()?;
    broadcast()?;
    [1, 16].into_iter().try_for_each(echo)
}

fn memory() -> Result<()> {
    println!("\n{IDLE} clients who have said and heard something, idle now:");
    let print = |name: &str, of: usize| {
        println!("{name:<30}{:>8.2} KiB each", of as f64 / IDLE as f64);
    };
    print("chapter 09, in the room", {
        let server = Server::start("chapter-09")?;
        let mut guests = vec![guest(&server, 0)?];
        let before = server.settled()?;
        for number in 1..=IDLE {
            guests.push(guest(&server, number)?);
            // They hear each other join, and all of them keep reading.
            if number % JOINS == 0 {
                report::drain(&mut guests)?;
            }
        }
        server.settled()? - before
    });
    for (name, role, target) in ECHO {
        let server = Server::start(role)?;
        let question = masked(TEXT);
        let client = || {
            let mut stream = open(&server, target)?;
            echoed(&mut [&mut stream], &question, 1)?;
            Result::Ok(stream)
        };
        let _first = client()?; // what is needed once is not counted
        let before = server.settled()?;
        let clients = (0..IDLE).map(|_| client());
        let _clients = clients.collect::<Result<Vec<_>>>()?;
        print(&format!("{name}, echo"), server.settled()? - before);
    }
    Ok(())
}

fn broadcast() -> Result<()> {
    let room = Server::start("chapter-09")?;
    let floor = Server::start("floor")?;
    let mut of_room = Crowd::joined(&room)?;
    let mut of_floor = Crowd::plain(&floor)?;
    println!("\na text to {HEARERS} guests, CPU time for each of them:");
    let names = ["one plain write", "chapter 09"];
    rounds(&names, || {
        let mut times = vec![0.0; 2];
        for _ in 0..TURNS {
            times[0] += of_floor.broadcasts(&floor)? / TURNS as f64;
            times[1] += of_room.broadcasts(&room)? / TURNS as f64;
        }
        Ok(times)
    })
}

fn echo(in_flight: usize) -> Result<()> {
    let mut all = Vec::new();
    for (_, role, target) in ECHO {
        let server = Server::start(role)?;
        let clients = (0..ECHOERS).map(|_| open(&server, target));
        let clients = clients.collect::<Result<Vec<_>>>()?;
        all.push((server, clients));
    }
    println!("\n{ECHOERS} clients, {in_flight} in flight, CPU time an echo:");
    let question = masked(TEXT);
    rounds(&ECHO.map(|(name, ..)| name), || {
        let measured = all.iter_mut().map(|(server, clients)| {
            let mut clients: Vec<_> = clients.iter_mut().collect();
            let before = server.cpu()?;
            for _ in 0..ECHOES / in_flight {
                echoed(&mut clients, &question, in_flight)?;
            }
            let used = server.cpu()? - before;
            Ok(used.as_secs_f64() * 1e6 / (ECHOERS * ECHOES) as f64)
        });
        measured.collect()
    })
}
