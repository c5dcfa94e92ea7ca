// ANCHOR: all
//! Lengths of EIO=3, counted in three ways, and what becomes of a body whose
//! lengths are bytes.

use engine::payload_three;

fn main() {
    for packet in ["4hello", "4€", "4𝕊"] {
        let letters = packet.chars().count();
        let units = packet.encode_utf16().count();
        let bytes = packet.len();
        println!("{packet}: bytes {bytes}, letters {letters}, UTF-16 {units}");
        let body = naive(&[packet, "2"]);
        let heard = payload_three::read(&body).map(|packet| match packet {
            Ok(packet) => format!("{packet:?}"),
            Err(error) => format!("error: {error}"),
        });
        let heard = heard.collect::<Vec<_>>().join(", ");
        println!("  written {body}, heard {heard}");
    }
}

// ANCHOR: naive
/// The body with these packets, or so one would think.
fn naive(packets: &[&str]) -> String {
    let one = |packet: &&str| format!("{}:{packet}", packet.len());
    packets.iter().map(one).collect()
}
// ANCHOR_END: naive
// ANCHOR_END: all
