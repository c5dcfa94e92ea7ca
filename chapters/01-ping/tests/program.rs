//! The program as a reader runs it: real sockets, the real clock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use kit::{Program, VacantPort};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-01");

#[test]
fn the_articles_program_says_pong_after_a_second() {
    let mut both = Program::start(CHAPTER, "unseen --port 0");
    let port = both.port("listening on");
    both.line_with("client got data pong");
    both.line_with(""); // the data's own line end, as in the article
    let shown = both.transcript().server_first().text(&[(port, 8888)]);
    kit::pin!("first-run", shown);
}

#[test]
fn with_a_count_it_ends_by_itself() {
    let mut both =
        Program::start(CHAPTER, "--every 200ms --count 3 unseen --port 0");
    let port = both.port("listening on");
    let (status, transcript) = both.end();
    assert!(status.success(), "{status}");
    let shown = transcript.server_first().text(&[(port, 8888)]);
    kit::pin!("three-pongs", shown);
}

#[test]
fn two_clients_share_the_servers_port_and_have_one_each() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    server.line_with("join in");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut first = Program::start(CHAPTER, &connect);
    first.line_with("client got data");
    let mut second = Program::start(CHAPTER, &connect);
    second.line_with("client got data");
    server.line_with("created server");
    server.line_with("created server");
    let shown = server.transcript().text(&[(port, 8888)]);
    kit::pin!("two-clients", shown);
}

#[test]
fn help_explains_every_argument() {
    let (status, transcript) = Program::start(CHAPTER, "--help").end();
    assert!(status.success(), "{status}");
    kit::pin!("help", transcript.text(&[]));
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let serve = format!("unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &serve).end();
    assert_eq!(status.code(), Some(1));
    kit::pin!("taken-port", transcript.text(&[(port, 8888)]));
}

#[test]
fn a_client_without_a_server_says_what_to_start() {
    let vacant = VacantPort::new();
    let port = vacant.endpoint().port();
    let connect = format!("connect unseen --port {port}");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    assert_eq!(status.code(), Some(1));
    kit::pin!("no-server", transcript.text(&[(port, 8888)]));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    for (typed, complaint) in [
        ("--prot 1", "unknown argument \"--prot\""),
        ("--port", "--port needs a value"),
        ("--port 70000", "\"70000\" is not a number in range"),
        ("--every 0ms", "\"0ms\" is not a time such as 200ms or 2s"),
        ("--every 1h", "\"1h\" is not a time such as 200ms or 2s"),
        ("--count -1", "\"-1\" is not a number in range"),
    ] {
        let (status, transcript) = Program::start(CHAPTER, typed).end();
        assert_eq!(status.code(), Some(2), "{typed}");
        let said = transcript.text(&[]);
        assert!(said.contains(complaint), "{typed}: {said}");
        assert_eq!(said.lines().count(), 2, "{typed}: {said}");
    }
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let mut server = Command::new(CHAPTER)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut screen = BufReader::new(server.stdout.take().unwrap());
    screen.read_line(&mut line).unwrap();
    screen.read_line(&mut String::new()).unwrap();
    drop(screen);
    let (_, port) = line.split_once("127.0.0.1:").unwrap();
    let port = port.split(';').next().unwrap().parse().unwrap();
    let said: Vec<String> = (0..3).map(|_| ping(&client(port))).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(said, ["pong\n"; 3]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_either_side_with_exit_code_0() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut client = Program::start(CHAPTER, &connect);
    client.line_with("client got data");
    client.interrupt();
    let (status, _) = client.end();
    assert_eq!(status.code(), Some(0));
    server.interrupt();
    let (status, _) = server.end();
    assert_eq!(status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_server_without_files_to_spare_serves_again_when_somebody_leaves() {
    // 32 files are enough to start, whatever this test has inherited, and
    // soon used up by clients.
    let mut server = Program::start_limited(CHAPTER, 32, "serve --port 0");
    let port = server.port("listening on");
    let clients: Vec<TcpStream> = (0..40).map(|_| client(port)).collect();
    server.line_with("cannot accept a connection now");
    // The first was accepted before the files ran out: it is still served.
    assert_eq!(ping(&clients[0]), "pong\n");
    drop(clients);
    assert_eq!(ping(&client(port)), "pong\n");
}

fn client(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let patience = std::time::Duration::from_secs(10);
    stream.set_read_timeout(Some(patience)).unwrap();
    stream
}

fn ping(mut stream: &TcpStream) -> String {
    stream.write_all(b"ping").unwrap();
    let mut buffer = [0; 16];
    let size = stream.read(&mut buffer).expect("a pong within 10 s");
    String::from_utf8_lossy(&buffer[..size]).into_owned()
}
