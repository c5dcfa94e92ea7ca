//! The pictures of the book: what they must hold, whatever was recorded.

use std::time::Duration;

use kit::picture::{Arrow, Bytes, Kind, Picture, Plot, Sequence};
use wiretap::Direction::{self, ToClient, ToServer};
use wiretap::{Event, Piece};

fn ms(time: u64) -> Duration {
    Duration::from_millis(time)
}

/// A piece that is `delay` under way; `None`: it is lost.
fn piece(
    direction: Direction,
    event: Event,
    sent: u64,
    delay: Option<u64>,
) -> Piece {
    let received = delay.map(|delay| ms(sent + delay));
    Piece { connection: 1, direction, event, sent: ms(sent), received }
}

fn said(direction: Direction, text: &str, sent: u64, delay: u64) -> Piece {
    let event = Event::Bytes(text.as_bytes().to_vec().into());
    piece(direction, event, sent, Some(delay))
}

fn ping_pong(at: u64) -> [Piece; 2] {
    [said(ToServer, "ping", at, 50), said(ToClient, "pong\n", at + 50, 50)]
}

fn three_pings() -> Vec<Piece> {
    [1000, 2000, 3000].into_iter().flat_map(ping_pong).collect()
}

fn slices(text: &str) -> Vec<Piece> {
    let slice = |(at, c): (usize, char)| {
        said(ToServer, &c.to_string(), 2 * at as u64, 50)
    };
    text.chars().enumerate().map(slice).collect()
}

fn svg(pieces: &[Piece]) -> String {
    Sequence::new("test", pieces).svg()
}

/// The values of an attribute in all lines of the SVG that hold `mark`.
fn values(svg: &str, mark: &str, attribute: &str) -> Vec<f64> {
    let start = format!(" {attribute}=\"");
    svg.lines()
        .filter(|line| line.contains(mark))
        .filter_map(|line| line.split(&start).nth(1)?.split('"').next())
        .map(|value| value.parse().expect("a number"))
        .collect()
}

#[test]
fn markup_in_a_payload_is_escaped() {
    let pieces = [said(ToServer, "<b class=\"x\">&{{#include y}}", 0, 50)];
    let figure = Sequence::new("test", &pieces).figure();
    assert!(figure.contains("&lt;b"), "{figure}");
    for raw in ["<b", "class=\"x\"", "&{", "{{"] {
        assert!(!figure.contains(raw), "{raw} in {figure}");
    }
}

#[test]
fn a_figure_is_one_block_of_html_for_markdown() {
    let pieces = [said(ToServer, "a\n\n\n    b", 0, 50)];
    let picture = Sequence::new("test", &pieces);
    let figure = picture.caption("A `b`.").command("cargo test").figure();
    for line in figure.lines() {
        assert!(!line.trim().is_empty(), "a blank line ends the block");
        assert!(!line.starts_with("    "), "code, for markdown: {line}");
    }
    let mut lines = figure.lines();
    assert_eq!(lines.next(), Some("<!-- ANCHOR: test -->"));
    assert_eq!(lines.next_back(), Some("<!-- ANCHOR_END: test -->"));
    assert!(figure.contains("<figcaption>A <code>b</code>."));
}

#[test]
fn a_picture_reaches_nothing_outside_of_its_own_id() {
    let figure = Sequence::new("test", &three_pings()).figure();
    for id in figure.split(" id=\"").skip(1) {
        assert!(id.starts_with("test"), "{id}");
    }
    let style = figure.split("<style>").nth(1).expect("a style");
    let style = style.split("</style>").next().expect("its end");
    for rule in style.lines().filter(|line| !line.is_empty()) {
        let selectors = rule.trim_start_matches(|c| c != '#' && c != '.');
        let selectors = selectors.split('{').next().expect("selectors");
        for selector in selectors.split(',') {
            assert!(selector.starts_with("#test-svg"), "{rule}");
        }
    }
}

#[test]
#[should_panic(expected = "kebab-case")]
fn an_id_that_is_no_anchor_is_refused() {
    let _ = Sequence::new("Ping 1", &[]);
}

#[test]
fn a_delayed_piece_arrives_lower_than_it_left() {
    let svg = svg(&ping_pong(0));
    let (from, to) =
        (values(&svg, "\"line\"", "y1"), values(&svg, "\"line\"", "y2"));
    assert!(to[0] > from[0] + 20.0, "the ping falls: {from:?} {to:?}");
    assert!(to[1] > from[1] + 20.0, "the pong falls: {from:?} {to:?}");
    let (from, to) =
        (values(&svg, "\"line\"", "x1"), values(&svg, "\"line\"", "x2"));
    assert!(from[0] < to[0], "the ping goes right");
    assert!(from[1] > to[1], "the pong goes left");
}

#[test]
fn without_a_delay_arrows_are_flat_and_in_turn() {
    let pieces = [said(ToServer, "ping", 0, 0), said(ToClient, "pong", 0, 0)];
    let svg = svg(&pieces);
    let from = values(&svg, "\"line\"", "y1");
    assert_eq!(from, values(&svg, "\"line\"", "y2"));
    assert!(from[1] > from[0], "the answer stands below: {from:?}");
}

#[test]
fn a_lost_piece_ends_in_a_cross_midway() {
    let ping = said(ToServer, "ping", 0, 50);
    let lost = Piece { received: None, ..ping.clone() };
    assert!(!svg(&[ping]).contains("\"cross\""));
    let svg = svg(&[lost]);
    assert!(svg.contains("\"cross\""));
    assert!(!svg.contains("\"head\""), "it has no arrowhead");
    assert_eq!(values(&svg, "\"line\"", "x2"), [180.0]);
    assert!(svg.contains(">lost<"), "and is called so");
}

#[test]
fn a_connection_that_stands_out_has_double_lines() {
    let count = |kind| {
        let mut arrow = Arrow::from(&said(ToServer, "5", 0, 50));
        arrow.kind = kind;
        let svg = Sequence::of_arrows("test", vec![arrow]).svg();
        assert!(svg.contains("class=\"mono\">5<"), "{svg}");
        let told = svg.contains("(1 byte, on a double line)");
        (svg.matches("class=\"line\"").count(), told)
    };
    assert_eq!(count(Kind::Data), (1, false));
    assert_eq!(count(Kind::Beside), (2, true));
}

#[test]
fn a_fin_and_a_reset_have_lines_of_their_own() {
    let end = |event| svg(&[piece(ToServer, event, 0, Some(50))]);
    let (fin, rst) = (end(Event::Fin), end(Event::Rst));
    assert!(fin.contains("\"client fin\"") && fin.contains(">FIN<"));
    assert!(rst.contains("\"client rst\"") && rst.contains(">RST<"));
    assert!(fin.contains(".fin .line{") && !fin.contains(".rst .line{"));
}

#[test]
fn a_long_run_of_slices_is_cut_to_its_ends() {
    let shown = svg(&slices("hello world\n"));
    assert!(shown.contains("…\u{a0}9\u{a0}more"), "{shown}");
    assert!(shown.contains("9\u{a0}bytes"));
    assert!(!svg(&slices("hello")).contains("more"), "five are few");
    let all = Sequence::new("test", &slices("hello world\n")).longest_run(12);
    assert!(!all.svg().contains("more"), "unless more are asked for");
}

#[test]
fn a_long_wait_is_broken_off_and_says_how_long_it_was() {
    assert!(!svg(&ping_pong(0)).contains("\"break\""));
    let svg = svg(&three_pings());
    assert_eq!(values(&svg, "\"break\"", "x1").len(), 2 * 2 * 2);
    assert!(svg.contains("900\u{a0}ms\u{a0}later"), "{svg}");
}

#[test]
fn a_long_text_is_shortened_and_its_size_is_not() {
    let svg = svg(&[said(ToServer, &"GET /\r\n".repeat(40), 0, 50)]);
    assert!(svg.contains("…</tspan>") && svg.contains("280\u{a0}bytes"));
    assert!(!svg.contains(r">\<"), "no escape is cut in two");
}

#[test]
fn what_cannot_be_read_is_hex() {
    let event = Event::Bytes(vec![0x81, 0x04, 0xf0].into());
    assert!(
        svg(&[piece(ToServer, event, 0, None)]).contains("81\u{a0}04\u{a0}f0")
    );
}

#[test]
fn the_alternative_text_says_a_repeat_once() {
    insta::assert_snapshot!(
        Sequence::new("test", &three_pings()).tell(),
        @r"The client sends ping (4 bytes) at 1.00 s; it arrives after 50 ms. The server sends pong\n (5 bytes) 50 ms later; it arrives after 50 ms. This happens 3 times, every 1 s."
    );
    let once = Sequence::new("test", &ping_pong(1000)).tell();
    assert!(!once.contains("times"), "{once}");
}

#[test]
fn the_alternative_text_is_safe_as_markdown_and_as_an_attribute() {
    let picture =
        Sequence::new("test", &[said(ToServer, "*a* <\"b\">\n", 0, 50)]);
    let alt = picture.alt();
    assert!(alt.contains(r#"\*a\* \<"b"\>\\n"#), "{alt}");
    let label =
        r#"aria-label="The client sends *a* &lt;&quot;b&quot;&gt;\n (10"#;
    assert!(picture.svg().contains(label), "{}", picture.svg());
}

#[test]
fn segments_of_a_capture_are_drawn_by_the_same_hand() {
    let segment = |direction, label, at| {
        Arrow::segment(direction, label, ms(at), Some(ms(at + 1)))
    };
    let open =
        vec![segment(ToServer, "SYN", 0), segment(ToClient, "SYN-ACK", 1)];
    let svg = Sequence::of_arrows("test", open).svg();
    assert!(svg.contains("\"client control\"") && svg.contains(">SYN-ACK<"));
    let fin = vec![segment(ToClient, "FIN, ACK", 0)];
    assert!(Sequence::of_arrows("test", fin).svg().contains("\"server fin\""));
}

#[test]
fn overhead_is_drawn_lighter_than_what_was_meant() {
    let line = Bytes::new("test").meant("text", "pong").overhead("end", "\n");
    let svg = line.svg();
    assert_eq!(svg.matches("<g class=\"payload\">").count(), 4);
    assert_eq!(svg.matches("<g class=\"overhead\">").count(), 1);
    assert!(svg.contains(".overhead .cell{fill-opacity:0;"));
    assert!(line.tell().starts_with("5 bytes: 4 meant, 1 overhead."));
}

#[test]
fn a_layout_has_eight_bytes_a_row_and_its_bits_below() {
    let layout = Bytes::new("test")
        .overhead("head", [0x81])
        .bits(&[("FIN", 1), ("RSV", 3), ("opcode", 4)])
        .meant("payload", [7; 12]);
    let svg = layout.svg();
    let cells = values(&svg, "\"cell\"", "y");
    let top = cells[0];
    assert_eq!(cells.iter().filter(|&&y| y == top).count(), 8);
    assert!(cells[8] > top, "the bits are below: {cells:?}");
    assert_eq!(cells.len(), 13 + 8);
    assert!(svg.contains(">opcode<"));
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let plot = Plot::new("test", "bytes").bar("a", 10).stacked("b", 10, 30);
    let bars = values(&plot.svg(), "\"bar\"", "width");
    assert!((bars[1] - bars[0]).abs() < 0.2, "{bars:?}");
    assert!((bars[2] - 3.0 * bars[0]).abs() < 0.2, "{bars:?}");
    assert_eq!(plot.tell(), "a: 10 bytes; b: 40 bytes, 10 meant.");
}

#[test]
fn a_sequence_and_a_layout_look_as_they_did() {
    let pieces = three_pings();
    let sequence = Sequence::new("ping-three-times", &pieces[..4])
        .caption("A message needs 50 ms, there and back 100 ms.")
        .command("cargo run -p chapter-02 -- --delay 50ms");
    let layout = Bytes::new("pong-as-a-line")
        .sent(ToClient)
        .meant("text", "pong")
        .overhead("line end", "\n");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("a-sequence-looks-as-it-did", sequence.figure());
        insta::assert_snapshot!("a-layout-looks-as-it-did", layout.figure());
    });
}
