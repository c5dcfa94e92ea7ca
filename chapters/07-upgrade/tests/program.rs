//! The program as a reader runs it: real sockets, the real clock.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use kit::client::{answer, connect};
use kit::{Program, Screen, promises};
use tokio::io::AsyncReadExt;
use upgrade::{Config, ask, greet, open, shown};
use wiretap::{HEADING, Recorder, Side, Tap};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-07");
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

const OPEN: &str = "open: from here on it is no longer HTTP\n";

/// A server that listens, and its two ports.
fn server(arguments: &str) -> (Program, u16, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("sent  received");
    (server, port, lab)
}

/// What `connect` prints of a conversation, on an exact clock and with the
/// RFC's key.
fn exact(host: &str) -> String {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let text = Arc::new(Mutex::new(format!("{HEADING}\n")));
    let (kept, opened) = (text.clone(), text.clone());
    runtime.block_on(async {
        let (client, server) = wiretap::pair();
        // As in most runs, the answer has been read when the greeting comes.
        let (heard, is_heard) = tokio::sync::oneshot::channel();
        let talk = async {
            let opened = open(&Config::default(), server).await.unwrap();
            is_heard.await.unwrap();
            greet(opened).await.unwrap();
        };
        let recorder = Recorder::new(move |piece| {
            kept.lock().unwrap().push_str(&shown(&piece));
        });
        let client = Tap::new(client, Side::Client, recorder);
        let asking = async {
            let mut answer = ask(client, host, "/", KEY).await.unwrap();
            opened.lock().unwrap().push_str(OPEN);
            heard.send(()).unwrap();
            let mut hello = [0; upgrade::HELLO.len()];
            answer.stream.read_exact(&mut hello).await.unwrap();
            assert_eq!(hello, upgrade::HELLO);
        };
        kit::within("it to open", async { tokio::join!(talk, asking) }).await;
    });
    let text = text.lock().unwrap().clone();
    text.trim_end().to_string()
}

/// Without what differs: times, sizes, keys, how many reads it took, and so
/// when the client says that it is open. What is left is what was on the wire.
fn said(transcript: &str) -> Vec<String> {
    let said = transcript.lines().filter_map(|line| {
        let is_row = line.contains("-> ") || line.contains("<- ");
        match is_row {
            true => line.get(35..),
            false => line.strip_prefix("    "),
        }
    });
    let said = said.filter(|line| !line.is_empty()).map(|line| {
        let is_key = line.contains("-Key: ") || line.contains("-Accept: ");
        let end = line.find(": ").filter(|_| is_key);
        line[..end.unwrap_or(line.len())].to_string()
    });
    said.collect()
}

#[test]
fn it_says_where_it_listens_and_how_to_connect() {
    let (server, port, lab) = server("");
    let names = [(port, 8888), (lab, 8890)];
    let text = server.transcript().text_with_ipv6(&names, "the lab");
    kit::pin!("served", text);
}

#[test]
fn a_client_opens_a_websocket_and_hears_hello() {
    let (mut server, port, _) = server("");
    let connect = format!("connect unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    let real = transcript.text(&[]);
    assert!(status.success(), "{real}");
    assert_eq!(said(&real), said(&exact(&format!("localhost:{port}"))));
    assert!(real.contains(OPEN.trim_end()));
    let page = format!(
        "$ cargo run -p chapter-07 -- connect\n{}",
        exact("localhost:8888")
    );
    kit::pin!("connected", page);
    // The server has seen the same from its side.
    server.line_with("GET / HTTP/1.1");
    server.line_with(&format!("Host: localhost:{port}"));
    server.line_with("101 Switching Protocols");
    server.line_with("81 05 48 65 6c 6c 6f    ..Hello");
}

#[test]
fn whoever_is_refused_is_named_with_the_reason() {
    let (mut server, port, _) = server("");
    let answer = answer(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 426 Upgrade Required"), "{answer}");
    server.line_with("refused: no `Upgrade: websocket`");
}

#[test]
fn a_server_that_does_not_know_the_field_answers_as_if_it_were_not_there() {
    // Chapter 06's server, here in this process.
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(1).enable_all().build().unwrap();
    let listeners = runtime.block_on(push::listen(0)).unwrap();
    let port = listeners[0].local_addr().unwrap().port();
    let board = push::Board::new(push::Config::default());
    let pending = std::future::pending();
    runtime.spawn(push::serve(board, listeners, pending));
    let connect = format!("connect unseen --port {port}");
    let transcript = Program::start(CHAPTER, &connect).ends(1);
    let text = transcript.text(&[]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(text.contains("HTTP/1.1 200 OK"), "{text}");
    // The page's excerpt: what was typed, and what came of it.
    let ends = [lines[0], lines[lines.len() - 1]];
    kit::pin!("not-understood", ends.join("\n"));
}

#[test]
fn without_the_check_another_site_s_page_speaks_in_the_visitor_s_name() {
    let program = Program::example(CHAPTER, "upgrade_hijack", "");
    let transcript = program.ends(0);
    kit::pin!("hijack", transcript.text(&[]));
}

#[test]
fn the_lab_tells_what_the_tap_has_seen() {
    let (_server, port, lab) = server("");
    let mut stream = connect(lab);
    let head = "GET /events HTTP/1.1\r\nHost: localhost\r\n\
                Origin: http://localhost:3000\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    answer(port, "GET / HTTP/1.1\r\n\r\n");
    let (mut heard, mut buffer) = (String::new(), [0; 4096]);
    let expected = [
        "\"way\":\"up\",",
        "\"size\":18,\"bytes\":\"474554202f20485454502f312e310d0a0d0a\"}",
        "\"way\":\"down\",",
        "\"end\":\"FIN\"}",
    ];
    while !expected.iter().all(|part| heard.contains(part)) {
        let size = stream.read(&mut buffer).expect(&heard);
        assert_ne!(size, 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..size]));
    }
}

#[test]
fn without_a_lab_it_serves_all_the_same() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let lab = taken.local_addr().unwrap().port();
    let run = format!("unseen --port 0 --lab {lab}");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with(&format!("no lab: port {lab} is taken"));
    let answer = answer(port, "hello\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn an_origin_can_be_named_and_patience_be_shortened() {
    let (_server, port, _) =
        server("--origin https://example.org --patience 50ms");
    let head = upgrade::request("x", "/", KEY);
    for (origin, status) in [("org", "408"), ("com", "403")] {
        let field = format!("Origin: https://example.{origin}\r\n\r\n");
        let whole = head.replacen("\r\n\r\n", &format!("\r\n{field}"), 1);
        // Of the one that may connect, the last byte never comes.
        let size = whole.len() - usize::from(status == "408");
        let answer = answer(port, &whole[..size]);
        assert!(answer.contains(&format!(" {status} ")), "{answer}");
    }
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn a_taken_port_and_a_missing_server_give_one_line_with_the_way_out() {
    promises::taken_port(CHAPTER, "");
    promises::vacant_port(CHAPTER, "connect");
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("--prot 1", "--prot"),
        ("shout", "expected serve, connect or nothing"),
        ("--patience 0s", "expected a time such as 200ms or 2s"),
        ("--lab 70000", "'--lab' with value '70000'"),
    ];
    promises::refuses(CHAPTER, 1, "", &cases);
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let run = "serve --port 0 --lab 0";
    let screen = Screen::ClosesAfter(HEADING);
    let mut server = Program::start_on(CHAPTER, screen, run);
    let port = server.port("listening on");
    server.line_with(HEADING);
    for _ in 0..2 {
        let said = answer(port, "GET / HTTP/1.1\r\n\r\n");
        assert!(said.starts_with("HTTP/1.1 400 "), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_screen_that_stands_still_stops_nobody_and_not_ctrl_c() {
    let run = "serve --port 0 --lab 0";
    let screen = Screen::StandsStillAfter(HEADING);
    let mut server = Program::start_on(CHAPTER, screen, run);
    let port = server.port("listening on");
    server.line_with(HEADING);
    // No line is taken. How many may wait is chapter 04's test.
    for _ in 0..50 {
        let said = answer(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(said.starts_with("HTTP/1.1 426 "), "{said}");
    }
    server.ends_on_ctrl_c();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_with_status_0_though_somebody_is_connected() {
    let (server, port, _) = server("");
    let mut client = connect(port);
    let head = upgrade::request("x", "/", KEY);
    client.write_all(head.as_bytes()).unwrap();
    // Whoever has answered once is ready to be interrupted.
    client.read_exact(&mut [0; 12]).unwrap();
    server.ends_on_ctrl_c();
}
