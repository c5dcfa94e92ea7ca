//! The program as a reader runs it: real sockets, the real clock.

use std::io::{Read, Write};
use std::net::TcpStream;

use kit::client::connect;
use kit::{Program, Screen, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-01");

#[test]
fn the_articles_program_says_pong() {
    // After a second, if nobody says otherwise: `arguments.rs`.
    let run = "unseen --port 0 --every 500ms";
    let mut both = Program::start(CHAPTER, run);
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
    let transcript = both.ends(0);
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
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    kit::pin!("taken-port", promises::taken_port(CHAPTER, ""));
}

#[test]
fn a_client_without_a_server_says_what_to_start() {
    kit::pin!("no-server", promises::vacant_port(CHAPTER, "connect"));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("--prot 1", "unknown argument \"--prot\""),
        ("--port", "--port needs a value"),
        ("--port 70000", "\"70000\" is not a number in range"),
        ("--every 0ms", "\"0ms\" is not a time such as 200ms or 2s"),
        ("--every 1h", "\"1h\" is not a time such as 200ms or 2s"),
        ("--count -1", "\"-1\" is not a number in range"),
    ];
    for said in promises::refuses(CHAPTER, 2, "", &cases) {
        assert_eq!(said.len(), 1, "{said:?}");
    }
}

#[test]
fn a_closed_screen_ends_no_conversation() {
    let screen = Screen::ClosesAfter("join in");
    let mut server = Program::start_on(CHAPTER, screen, "serve --port 0");
    let port = server.port("listening on");
    server.line_with("join in");
    assert_eq!([(); 3].map(|()| ping(&connect(port))), ["pong\n"; 3]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_either_side_with_exit_code_0() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut client = Program::start(CHAPTER, &connect);
    client.line_with("client got data");
    client.ends_on_ctrl_c();
    server.ends_on_ctrl_c();
}

#[cfg(unix)]
#[test]
fn a_server_without_files_to_spare_serves_again_when_somebody_leaves() {
    // 32 files are enough to start, whatever this test has inherited, and
    // soon used up by clients.
    let mut server = Program::start_limited(CHAPTER, 32, "serve --port 0");
    let port = server.port("listening on");
    let clients: Vec<TcpStream> = (0..40).map(|_| connect(port)).collect();
    server.line_with("cannot accept a connection now");
    // The first was accepted before the files ran out: it is still served.
    assert_eq!(ping(&clients[0]), "pong\n");
    drop(clients);
    assert_eq!(ping(&connect(port)), "pong\n");
}

fn ping(mut stream: &TcpStream) -> String {
    stream.write_all(b"ping").unwrap();
    let mut buffer = [0; 16];
    let size = stream.read(&mut buffer).expect("a pong within 10 s");
    String::from_utf8_lossy(&buffer[..size]).into_owned()
}
