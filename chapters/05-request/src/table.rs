// ANCHOR: all
//! What is printed: a row for each way to ask.

use std::time::Duration;

use request::{Cost, SETUPS, Way};

use crate::measured::{Measured, machine};

/// The simulated rows, and below them those that are computed.
pub fn print(costs: &[(Way, Cost)], rtt: Duration) {
    println!("ping, over a link of {}", shown(rtt));
    println!();
    println!(
        "{:<17} {:>5} {:>5} {:>6} {:>8}   {:>7} {:>7}",
        "simulated", "up", "down", "trips", "ms", "packets", "bytes"
    );
    for (way, cost) in costs {
        let packets = cost.packets(*way);
        println!(
            "{way:<17} {:>5} {:>5} {:>6} {:>8}   {:>7} {:>7}",
            cost.up,
            cost.down,
            cost.round_trips(rtt),
            ms(cost.time),
            packets.count,
            packets.bytes
        );
    }
    println!();
    println!("computed, with the question's own round trip");
    for setup in SETUPS {
        let trips = setup.round_trips + 1;
        println!(
            "{:<17} {:>5} {:>5} {trips:>6} {:>8}",
            setup.name,
            "",
            "",
            ms(rtt * trips)
        );
    }
    println!();
    println!("up, down: bytes of HTTP. trips: there and back, TCP's handshake");
    println!(
        "included. packets, bytes: a model of what TCP and IP make of it."
    );
}

/// The simulated times beside the measured ones.
pub fn print_beside(
    costs: &[(Way, Cost)],
    measured: &[Measured],
    rtt: Duration,
) {
    println!("{}", machine());
    let count = measured.first().map_or(0, |m| m.times.len());
    println!("ping, {count} times in each way, over a link of {}", shown(rtt));
    println!();
    println!(
        "{:<17}{:>4}{:>5}{:>10}   {:>8}{:>8}{:>8}{:>9}{:>8}",
        "bytes, then ms",
        "up",
        "down",
        "simulated",
        "shortest",
        "median",
        "longest",
        "+ set-up",
        "median"
    );
    for ((way, cost), measured) in costs.iter().zip(measured) {
        let [shortest, median, longest] = measured.range();
        // A proxy delays bytes. It cannot delay a SYN.
        let setup = if way.kept { Duration::ZERO } else { rtt };
        let sum = median + setup.as_secs_f64() * 1000.0;
        let (up, down) = measured.bytes;
        println!(
            "{way:<17}{up:>4}{down:>5}{:>10}   {shortest:>8.1}{median:>8.1}\
             {longest:>8.1}{:>9}{sum:>8.1}",
            ms(cost.time),
            ms(setup),
        );
    }
    println!();
    println!(
        "+ set-up: modelled, for the wiretap cannot delay TCP's handshake"
    );
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn shown(rtt: Duration) -> String {
    format!("{} there and back", humantime::format_duration(rtt))
}
// ANCHOR_END: all
