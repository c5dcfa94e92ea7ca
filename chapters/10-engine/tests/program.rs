//! The program as a reader runs it: real sockets, the real clock.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use kit::Program;
use kit::client::{answer, connect};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-10");
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// A server on a port of the system's choice.
fn server(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    server.line_with("or type:");
    (server, port)
}

fn client(port: u16) -> Program {
    let run = format!("connect unseen --port {port}");
    let mut client = Program::start(CHAPTER, &run);
    client.line_with("connected");
    client
}

/// A WebSocket by hand, which has heard its open packet.
fn websocket(port: u16) -> TcpStream {
    let mut stream = connect(port);
    let target = "/socket.io/?EIO=4&transport=websocket";
    let request = upgrade::request("localhost", target, KEY);
    stream.write_all(request.as_bytes()).unwrap();
    hear(&mut stream, b"\"maxPayload\":1000000}");
    stream
}

/// Reads until this was said; all that was.
fn hear(stream: &mut TcpStream, what: &[u8]) -> Vec<u8> {
    let (mut heard, mut byte) = (Vec::new(), [0]);
    while !heard.ends_with(what) {
        stream.read_exact(&mut byte).expect("what was waited for");
        heard.push(byte[0]);
    }
    heard
}

fn get(port: u16, query: &str) -> String {
    let line = format!("GET /socket.io/?{query} HTTP/1.1");
    let fields = "Host: localhost\r\nConnection: close";
    answer(port, &format!("{line}\r\n{fields}\r\n\r\n"))
}

#[test]
fn it_says_where_it_listens_and_how_to_talk_to_it() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("or type:");
    let names = [(port, 8888), (lab, 8890)];
    let text = server.transcript().text_with_ipv6(&names, "the lab");
    kit::pin!("first-run", text);
}

#[test]
fn what_is_typed_comes_back_and_the_end_of_the_input_is_the_end() {
    let (_server, port) = server("");
    let mut client = client(port);
    client.type_line("hello");
    client.line_with("hello");
    client.type_line("€ and 𝕊");
    client.line_with("€ and 𝕊");
    // What comes from the network cannot move the cursor.
    client.type_line("\u{1b}[2J up\r");
    assert_eq!(client.line_with(" up"), ".[2J up");
    client.end_input();
    let said = client.ends(0);
    assert!(said.text(&[]).trim_end().ends_with("closed: forced close"));
}

#[test]
fn a_session_by_polling_and_its_upgrade_work_on_real_sockets() {
    let (_server, port) = server("");
    let open = get(port, "EIO=4&transport=polling");
    let (_, open) = open.split_once("\r\n\r\n").unwrap();
    assert_eq!(open.len(), 118);
    let sid = &open[9..29];
    let query = format!("EIO=4&transport=polling&sid={sid}");
    let line = format!("POST /socket.io/?{query} HTTP/1.1");
    let fields = "Host: localhost\r\nConnection: close\r\nContent-Length: 6";
    let said = answer(port, &format!("{line}\r\n{fields}\r\n\r\n4hello"));
    assert!(said.ends_with("\r\n\r\nok"), "{said}");
    let heard = get(port, &query);
    assert!(heard.ends_with("\r\n\r\n4hello"), "{heard}");
    let mut stream = connect(port);
    let target = format!("/socket.io/?{query}").replace("polling", "websocket");
    let request = upgrade::request("localhost", &target, KEY);
    stream.write_all(request.as_bytes()).unwrap();
    // Masks of zeros change nothing.
    stream.write_all(b"\x81\x86\0\0\0\x002probe").unwrap();
    hear(&mut stream, b"\x81\x063probe");
    stream.write_all(b"\x81\x81\0\0\0\x005").unwrap();
    stream.write_all(b"\x81\x86\0\0\0\x004again").unwrap();
    hear(&mut stream, b"\x81\x064again");
    assert!(get(port, &query).ends_with(r#""message":"Bad request"}"#));
}

#[cfg(unix)]
#[test]
fn ctrl_c_tells_all_who_are_there_and_ends_with_exit_code_0() {
    let (mut server, port) = server("");
    let mut client = client(port);
    let mut nobody = TcpStream::connect(("127.0.0.1", port)).unwrap();
    nobody.write_all(b"GET / HT").unwrap();
    server.interrupt();
    client.line_with("closed: transport close");
    client.ends(0);
    drop(nobody);
    server.ends(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_answers_a_poll_that_waits_and_lets_nobody_in() {
    let (mut server, port) = server("");
    let open = get(port, "EIO=4&transport=polling");
    let (_, rest) = open.split_once(r#"{"sid":""#).unwrap();
    let query = format!("EIO=4&transport=polling&sid={}", &rest[..20]);
    let mut poll = connect(port);
    let line = format!("GET /socket.io/?{query} HTTP/1.1");
    let request = format!("{line}\r\nHost: localhost\r\n\r\n");
    poll.write_all(request.as_bytes()).unwrap();
    // The server has one thread: when it has heard this, it has the poll.
    let mut witness = websocket(port);
    witness.write_all(b"\x81\x82\0\0\0\x004x").unwrap();
    hear(&mut witness, b"4x");
    server.interrupt();
    let answer = kit::client::rest(&mut poll);
    assert!(answer.ends_with("\r\n\r\n1"), "{answer}");
    drop((poll, witness));
    server.ends(0);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[cfg(unix)]
#[test]
fn whoever_does_not_answer_our_goodbye_is_not_waited_for_at_a_second_ctrl_c() {
    let (mut server, port) = server("");
    let mut silent = websocket(port);
    server.interrupt();
    // The close frame, code 1001.
    hear(&mut silent, b"\x03\xe9server shutting down");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    server.ends_on_a_second_ctrl_c();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_client_with_exit_code_0() {
    let (_server, port) = server("");
    client(port).ends_on_ctrl_c();
}

#[test]
fn its_times_and_its_limit_are_what_was_typed() {
    let (_server, port) = server(
        "--ping-interval 300ms --ping-timeout 200ms --max-payload 7 \
         --path /own --connect-timeout 3s",
    );
    let ask = "GET /own/?EIO=4&transport=polling HTTP/1.1\r\n\
               Host: x\r\nOrigin: http://localhost\r\n\
               Connection: close\r\n\r\n";
    let open = answer(port, ask);
    let times = r#""pingInterval":300,"pingTimeout":200,"maxPayload":7}"#;
    assert!(open.ends_with(times), "{open}");
    assert!(get(port, "EIO=4").starts_with("HTTP/1.1 404 "));
}

#[test]
fn an_origin_that_was_typed_may_connect_and_others_may_not() {
    let (_server, port) = server("--origin https://example.org");
    for (origin, status) in [("https://example.org", 200), ("https://x.y", 403)]
    {
        let ask = format!(
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n\
             Host: localhost\r\nOrigin: {origin}\r\n\
             Connection: close\r\n\r\n"
        );
        let start = format!("HTTP/1.1 {status} ");
        assert!(answer(port, &ask).starts_with(&start), "{origin}");
    }
}

#[test]
fn a_client_that_stops_answering_is_told_so() {
    let (_server, port) = server("--ping-interval 100ms --ping-timeout 100ms");
    let mut silent = websocket_of_any_times(port);
    hear(&mut silent, b"\x81\x012");
    hear(&mut silent, b"\x03\xf0ping timeout");
}

fn websocket_of_any_times(port: u16) -> TcpStream {
    let mut stream = connect(port);
    let target = "/socket.io/?EIO=4&transport=websocket";
    let request = upgrade::request("localhost", target, KEY);
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

#[test]
fn a_client_answers_what_it_is_asked_and_stays() {
    let (_server, port, mut lab) = watched("--ping-interval 50ms");
    // A question, which nobody is asked again who has not answered.
    let asked = br#""size":3,"bytes":"810132"}"#;
    let mut client = client(port);
    for number in 0..5 {
        hear(&mut lab, asked);
        client.type_line(&format!("still here {number}"));
        client.line_with(&format!("still here {number}"));
    }
    client.end_input();
    client.ends(0);
}

/// A server, and what its lab tells of it.
fn watched(arguments: &str) -> (Program, u16, TcpStream) {
    let run = format!("{arguments} unseen --port 0 --lab 0");
    let mut server = Program::start(CHAPTER, &run);
    let port = server.port("listening on");
    let mut lab = connect(server.port("the lab:"));
    lab.write_all(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    hear(&mut lab, b"\r\n\r\n");
    (server, port, lab)
}

#[test]
fn the_lab_tells_one_connection_from_another() {
    let (_server, port, mut lab) = watched("");
    for number in 1..=3 {
        drop(websocket(port));
        let up = format!(r#""connection":{number},"way":"up""#);
        hear(&mut lab, up.as_bytes());
    }
}

#[test]
fn it_listens_on_ipv6_as_well_where_there_is_any() {
    let (_server, port) = server("serve");
    let Ok(mut stream) = TcpStream::connect(("::1", port)) else { return };
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let ask = "GET / HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).unwrap();
    let answer = kit::client::rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[cfg(unix)]
#[test]
fn when_there_are_no_files_left_those_who_are_here_are_served() {
    let run = "unseen --port 0 --lab 0";
    let mut server = Program::start_limited(CHAPTER, 24, run);
    let port = server.port("listening on");
    let mut client = client(port);
    let crowd: Vec<_> =
        (0..24).map(|_| TcpStream::connect(("127.0.0.1", port))).collect();
    server.line_with("cannot accept a connection now");
    client.type_line("still here");
    client.line_with("still here");
    drop(crowd);
    drop(websocket(port));
}

#[test]
fn a_body_that_is_too_long_is_answered_and_the_answer_is_not_destroyed() {
    let (_server, port) = server("--max-payload 1000");
    let open = get(port, "EIO=4&transport=polling");
    let (_, rest) = open.split_once(r#"{"sid":""#).unwrap();
    let sid = &rest[..20];
    let line =
        format!("POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1");
    let fields = "Host: localhost\r\nContent-Length: 500000";
    let body = "4".repeat(500_000);
    // A RST would be an error here.
    let said = answer(port, &format!("{line}\r\n{fields}\r\n\r\n{body}"));
    assert!(said.starts_with("HTTP/1.1 413 "), "{said}");
    let long = format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(20_000));
    assert!(answer(port, &long).starts_with("HTTP/1.1 431 "));
}

#[test]
fn times_beyond_all_time_are_no_reason_to_panic() {
    let long = "300000000000y";
    let run = format!("--ping-interval {long} --connect-timeout {long}");
    let (_server, port) = server(&run);
    let mut client = client(port);
    client.type_line("hello");
    client.line_with("hello");
}
