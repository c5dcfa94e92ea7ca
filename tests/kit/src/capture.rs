//! Packet captures, as text that stands beside the command that made it.

use std::time::Duration;

use wiretap::Direction;

use crate::picture::Arrow;

/// The segments of a capture, one a line: seconds, from, to, flags, sequence
/// number, bytes of data. Lines that begin with `#` are comments.
///
/// A capture is made at one place, so it has one clock: the arrows are flat.
pub fn segments(capture: &str, server_port: u16) -> Vec<Arrow> {
    let lines = capture.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| segment(line, server_port)).collect()
}

fn segment(line: &str, server_port: u16) -> Arrow {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [seconds, _from, to, flags, _sequence, size] = fields[..] else {
        panic!("not a segment of a capture: {line:?}");
    };
    let direction = match to == server_port.to_string() {
        true => Direction::ToServer,
        false => Direction::ToClient,
    };
    let names = [('S', "SYN"), ('F', "FIN"), ('R', "RST"), ('A', "ACK")];
    let names = names.iter().filter(|name| flags.contains(name.0));
    let mut label: Vec<String> = names.map(|name| name.1.to_string()).collect();
    if size != "0" {
        label.push(format!("{size} bytes"));
    }
    let at = Duration::from_secs_f64(seconds.parse().expect("a time"));
    Arrow::segment(direction, &label.join(", "), at, Some(at))
}
