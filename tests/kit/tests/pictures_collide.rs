//! No two texts of a sequence diagram may share a place.

use std::time::Duration;

use kit::picture::{Picture, Sequence};
use wiretap::Direction::{self, ToClient, ToServer};
use wiretap::{Event, Piece};

/// Half of what a line of text is high.
const RADIUS: f64 = 5.0;

/// A text as beads on a string, so that slanted ones need no geometry.
struct Text {
    said: String,
    beads: Vec<(f64, f64)>,
}

#[test]
fn no_two_texts_share_a_place() {
    for (name, pieces) in recordings() {
        let svg = Sequence::new("test", &pieces).longest_run(9).svg();
        assert_eq!(collisions(&svg), Vec::<String>::new(), "in {name}");
    }
}

#[test]
fn the_check_above_can_fail() {
    let one = r#"<text class="mono" x="100" y="100">ping</text>"#;
    let near = r#"<text class="time end" x="105" y="104">1.000</text>"#;
    let far = r#"<text class="time end" x="98" y="104">1.000</text>"#;
    let slanted = r#"<text class="mono" x="90" y="70" transform="rotate(60 90 70)">pong</text>"#;
    assert_eq!(collisions(&format!("{one}\n{near}")), ["ping / 1.000"]);
    assert_eq!(collisions(&format!("{one}\n{slanted}")), ["ping / pong"]);
    assert_eq!(collisions(&format!("{one}\n{far}")).len(), 0);
}

fn recordings() -> Vec<(&'static str, Vec<Piece>)> {
    let long = "GET /a-long-path HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let piece = |direction: Direction, text: &str, sent, received| {
        let event = Event::Bytes(text.as_bytes().to_vec().into());
        let ms = Duration::from_millis;
        let received = Option::<u64>::map(received, ms);
        Piece { connection: 1, direction, event, sent: ms(sent), received }
    };
    let at = |direction, text, sent, delay: u64| {
        piece(direction, text, sent, Some(sent + delay))
    };
    let times = |n: u64| 0..n;
    let both = |n| [at(ToServer, long, n, 50), at(ToClient, long, n + 2, 50)];
    let lost = |n| piece(ToServer, long, 1000 * n, None);
    let flat = |n| [at(ToServer, "ping", n, 0), at(ToClient, long, n, 0)];
    let answered =
        |n| [at(ToServer, long, n, 50), at(ToClient, long, n + 50, 50)];
    vec![
        ("slices", times(9).map(|n| at(ToServer, "x", n, 50)).collect()),
        ("one instant", times(5).map(|_| at(ToServer, long, 0, 50)).collect()),
        ("flat", times(4).flat_map(flat).collect()),
        ("a flat instant", times(4).flat_map(|_| flat(7)).collect()),
        ("both at once", times(3).map(|n| 200 * n).flat_map(both).collect()),
        ("both, often", times(4).map(|n| 10 * n).flat_map(both).collect()),
        ("pipelined", times(4).map(|n| 5 * n).flat_map(answered).collect()),
        ("lost", times(3).map(lost).chain(both(1000)).collect()),
        (
            "uneven",
            vec![
                at(ToServer, "slow", 0, 900),
                at(ToServer, "quick", 10, 20),
                at(ToClient, "early", 40, 20),
                at(ToClient, "late", 3000, 1),
            ],
        ),
    ]
}

/// Which texts of an SVG come too close to each other.
fn collisions(svg: &str) -> Vec<String> {
    let texts: Vec<_> =
        svg.lines().filter(|l| l.starts_with("<text")).map(text).collect();
    let near = |a: &(f64, f64), b: &(f64, f64)| {
        (a.0 - b.0).hypot(a.1 - b.1) < 2.0 * RADIUS
    };
    let mut collisions = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            let touch = |a| other.beads.iter().any(|b| near(a, b));
            if one.beads.iter().any(touch) {
                collisions.push(format!("{} / {}", one.said, other.said));
            }
        }
    }
    collisions
}

fn text(line: &str) -> Text {
    let attribute = |name: &str| {
        let start = format!(" {name}=\"");
        Some(line.split(&start).nth(1)?.split('"').next()?.to_owned())
    };
    let number = |name| attribute(name).and_then(|n| n.parse::<f64>().ok());
    let (x, y) = number("x").zip(number("y")).expect("a place");
    let turn = attribute("transform").unwrap_or_default();
    let turn =
        turn.trim_start_matches("rotate(").split(' ').next().map(str::parse);
    let angle = turn.and_then(Result::ok).unwrap_or(0.0_f64).to_radians();

    let mut said = String::new();
    for part in line.split('<').filter_map(|part| part.split_once('>')) {
        said.push_str(part.1);
    }
    let letter = if line.contains("mono") { 8.4 } else { 7.4 };
    let width = letter * said.chars().count() as f64;
    let class = attribute("class").unwrap_or_default();
    let start = match class.as_str() {
        class if class.contains("center") => -width / 2.0,
        class if class.contains("end") => -width,
        _ => 0.0,
    };
    let count = (width / RADIUS).ceil();
    let bead = |n: u32| {
        let along = start + width * f64::from(n) / count;
        let along = along.clamp(start + RADIUS, start + width - RADIUS);
        let up = RADIUS;
        let (sin, cos) = angle.sin_cos();
        (x + along * cos + up * sin, y + along * sin - up * cos)
    };
    Text { said, beads: (0..=count as u32).map(bead).collect() }
}
