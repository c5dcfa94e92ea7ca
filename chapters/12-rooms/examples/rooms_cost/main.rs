//! What a chat costs its server: memory while nothing happens, CPU for each
//! message to many and for each echo. The page shows what it printed once, in
//! `tests/snapshots/rooms-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-12 --example rooms_cost
//! ```
//!
//! Each server runs in a process of its own, its clients in this one. Those
//! that are compared are measured in turns.

mod clients;
mod servers;

use std::process::ExitCode;

use clients::{Crowd, Echo, guest};
use kit::report::{self, Result, Server, rounds};

const IDLE: usize = 1000;
const HEARERS: usize = 500;
/// Said in a turn, and the turns of a round: what else this machine does
/// meanwhile hits all alike.
const MESSAGES: usize = 5;
const TURNS: usize = 10;
const ECHOERS: usize = 50;
/// Of each echoer, in a round.
const ECHOES: usize = 800;

fn main() -> ExitCode {
    ping::exit_code(report::run(report, |role| match role {
        "rooms" => servers::rooms(0),
        "ten-rooms" => servers::rooms(10),
        "loop" => servers::naive_loop(),
        "chapter-09" => servers::chapter_09(),
        _ => report::floor(HEARERS),
    }))
}

fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-12 --example rooms_cost");
    println!("{}", report::machine());
    memory()?;
    [40, 4000].into_iter().try_for_each(broadcast)?;
    [1, 16].into_iter().try_for_each(echo)
}

fn memory() -> Result<()> {
    println!("\n{IDLE} guests who have joined, idle now:");
    for (name, role) in [("in no room", "rooms"), ("in ten", "ten-rooms")] {
        let server = Server::start(role)?;
        let _first = guest(&server)?; // what is needed once is not counted
        let before = server.settled()?;
        let guests = (0..IDLE).map(|_| guest(&server));
        let _guests = guests.collect::<Result<Vec<_>>>()?;
        let of = (server.settled()? - before) as f64 / IDLE as f64;
        println!("{name:<30}{of:>8.2} KiB each");
    }
    Ok(())
}

fn broadcast(size: usize) -> Result<()> {
    let names = ["one plain write", "all().emit", "emit in a loop"];
    let [floor, rooms, naive] = ["floor", "rooms", "loop"].map(Server::start);
    let (floor, rooms, naive) = (floor?, rooms?, naive?);
    let mut crowds = [
        (Crowd::plain(&floor, size)?, &floor),
        (Crowd::joined(&rooms, size)?, &rooms),
        (Crowd::joined(&naive, size)?, &naive),
    ];
    println!(
        "\na text of {size} bytes to {HEARERS} guests, CPU time for each:"
    );
    rounds(&names, || {
        let mut times = vec![0.0; crowds.len()];
        for _ in 0..TURNS {
            for (time, (crowd, server)) in times.iter_mut().zip(&mut crowds) {
                *time += crowd.broadcasts(server)? / TURNS as f64;
            }
        }
        Ok(times)
    })
}

fn echo(in_flight: usize) -> Result<()> {
    let frames = Server::start("chapter-09")?;
    let events = Server::start("rooms")?;
    let mut both = [
        (Echo::of_frames(&frames)?, &frames),
        (Echo::of_events(&events)?, &events),
    ];
    println!("\n{ECHOERS} clients, {in_flight} in flight, CPU time an echo:");
    rounds(&["chapter 09", "an event"], || {
        let measured = both.iter_mut().map(|(echo, server)| {
            let before = server.cpu()?;
            for _ in 0..ECHOES / in_flight {
                echo.once(in_flight)?;
            }
            let used = server.cpu()? - before;
            Ok(used.as_secs_f64() * 1e6 / (ECHOERS * ECHOES) as f64)
        });
        measured.collect()
    })
}
