//! The program as a reader runs it: real sockets, the real clock.

#[cfg(unix)]
use std::io::Write;
use std::time::Duration;

use bytes::BytesMut;
use frame::{Header, mask};
use kit::{Program, Transcript, promises};
use wiretap::{Direction, Event, Piece, dump};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-08");
/// The key of the RFC's example, and another one for the second frame.
const KEYS: [[u8; 4]; 2] = [[0x37, 0xfa, 0x21, 0x3d], [0x5c, 0x0e, 0xb3, 0x91]];

fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("connect: ");
    (server, port)
}

#[test]
fn a_client_says_hello_to_a_server_in_another_process() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("connect: ");
    let connect = format!("connect unseen --port {port}");
    let transcript = Program::start(CHAPTER, &connect).ends(0);
    kit::pin!("connected", steady(&transcript));
    let names = [(port, 8888), (lab, 8890)];
    kit::pin!("served", server.transcript().text_with_ipv6(&names, "the lab"));
}

/// A transcript in which each time is 0, and the keys are always the same
/// two: nothing else in it differs from run to run.
fn steady(transcript: &Transcript) -> String {
    let text = transcript.text(&[]);
    let mut lines = text.lines().peekable();
    let mut steady = Vec::new();
    let mut keys = KEYS.into_iter();
    while let Some(line) = lines.next() {
        if !line.starts_with(" 1 ") {
            steady.push(line.to_string());
            continue;
        }
        let mut rows = vec![line];
        while let Some(row) = lines.next_if(|row| row.starts_with("      ")) {
            rows.push(row);
        }
        let piece = piece(&rows);
        // All but the number and the times.
        let shape = |text: &str| text[22..].to_string();
        assert_eq!(shape(&dump(&piece)), shape(&(rows.join("\n") + "\n")));
        let with_key = with_key(piece, &mut keys);
        steady.push(dump(&with_key).trim_end().to_string());
    }
    steady.join("\n")
}

/// What a dump tells of.
fn piece(rows: &[&str]) -> Piece {
    let direction = match rows[0].contains("->") {
        true => Direction::ToServer,
        false => Direction::ToClient,
    };
    let hex = (0..).zip(rows).map(|(at, row)| {
        // Behind the number, both times, the way and the size.
        let mut rest = row.trim_start();
        for _ in 0..if at == 0 { 5 } else { 0 } {
            let word = rest.find(' ').unwrap_or(rest.len());
            rest = rest[word..].trim_start();
        }
        rest.get(..24).unwrap_or_default()
    });
    let hex: String = hex.collect();
    let bytes = hex.split_whitespace();
    let bytes: Vec<u8> =
        bytes.map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
    let event = match rows[0].contains("FIN") {
        true => Event::Fin,
        false => Event::Bytes(bytes.into()),
    };
    let (sent, received) = (Duration::ZERO, Some(Duration::ZERO));
    Piece { connection: 1, direction, sent, received, event }
}

fn with_key(
    mut piece: Piece,
    keys: &mut impl Iterator<Item = [u8; 4]>,
) -> Piece {
    if let Event::Bytes(bytes) = &piece.event {
        let (header, size) = Header::decode(bytes).unwrap().unwrap();
        if let Some(key) = header.mask {
            let mut payload = bytes[size..].to_vec();
            mask(&mut payload, key);
            let key = keys.next().expect("no third frame of the client");
            mask(&mut payload, key);
            let mut frame = BytesMut::new();
            Header { mask: Some(key), ..header }.encode(&mut frame);
            frame.extend_from_slice(&payload);
            piece.event = Event::Bytes(frame.freeze());
        }
    }
    piece
}

#[test]
fn a_message_over_the_limit_ends_its_connection_and_says_so() {
    let (mut server, port) = server("--message 8");
    let connect = format!("connect --say 123456789 unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    // The server has closed; to the client that is an answer like another.
    let text = transcript.text(&[]);
    assert!(status.success(), "{text}");
    assert!(!text.contains("heard"), "{text}");
    server.line_with("connection 1: frame of 9 bytes, over 8");
    let said = server.transcript().text(&[]);
    let typed = "$ cargo run -p chapter-08 -- --message 8";
    assert_eq!(said.lines().next(), Some(typed));
}

#[test]
fn a_reader_who_knows_one_example_is_shown_to_mishear() {
    let transcript = Program::example(CHAPTER, "frame_naive", "").ends(0);
    kit::pin!("naive-frames", transcript.text(&[]));
}

#[test]
fn a_reader_who_takes_fragments_for_texts_is_shown_to_mishear() {
    let transcript = Program::example(CHAPTER, "fragments_naive", "").ends(0);
    kit::pin!("naive-fragments", transcript.text(&[]));
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "serve");
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("--prot 1", "--prot"),
        ("shout", "expected serve, connect or nothing"),
        ("--message -1", "'--message' with value '-1'"),
    ];
    promises::refuses(CHAPTER, 1, "", &cases);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_with_exit_code_0_and_no_one_waiting() {
    let (server, mut client) = interrupted();
    client.write_all(b"\x88\x80\0\0\0\0").unwrap();
    drop(client);
    server.ends(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_twice_waits_for_nobody() {
    let (server, _client) = interrupted();
    server.ends_on_a_second_ctrl_c(); // the client has not answered
}

/// A server that has told its only client, who does not answer, 1001.
#[cfg(unix)]
fn interrupted() -> (Program, std::net::TcpStream) {
    use std::io::Read;
    let (mut server, port) = server("");
    let mut client = kit::client::connect(port);
    let key = "dGhlIHNhbXBsZSBub25jZQ==";
    let request = upgrade::request("localhost", "/", key);
    client.write_all(request.as_bytes()).unwrap();
    client.write_all(b"\x89\x80\0\0\0\0").unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n\x8a\x00") {
        client.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    server.interrupt();
    let mut close = [0; 19];
    client.read_exact(&mut close).unwrap();
    assert_eq!(&close, b"\x88\x11\x03\xe9the server ends");
    (server, client)
}
