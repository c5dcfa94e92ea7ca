//! The program as a reader runs it: real sockets, the real clock.

use std::future::pending;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::num::NonZeroUsize;
use std::time::Duration;

use kit::Program;
use wiretap::{Config, Recording, Wire};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-03");
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn both_sides_talk_in_one_process_and_it_says_how_to_join() {
    let mut both = Program::start(CHAPTER, "unseen --port 0 --every 20ms");
    let port = both.port("listening on");
    both.line_with("client got data pong");
    both.line_with("client got data pong");
    let shown = both.transcript().server_first().text(&[(port, 8888)]);
    kit::pin!("first-run", shown);
}

#[test]
fn a_reader_that_takes_reads_for_messages_is_shown_to_miscount() {
    let (status, transcript) =
        Program::example(CHAPTER, "framing_naive", "").end();
    assert!(status.success(), "{status}");
    kit::pin!("naive-reader", transcript.text(&[]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pong_is_one_pong_over_a_wire_that_slices() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let to = server.port("listening on");
    // What `cargo run -p chapter-02 -- serve --slice 1` does.
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = Config {
        to: SocketAddr::from(([127, 0, 0, 1], to)),
        wire: Wire { slice: NonZeroUsize::new(1), ..Wire::default() },
        recorder: Recording::default().recorder(),
    };
    tokio::spawn(wiretap::serve(config, listener, pending()));
    let connect =
        format!("connect --port {port} --count 3 unseen --every 20ms");
    let (status, transcript) = Program::start(CHAPTER, &connect).end();
    assert!(status.success(), "{status}");
    kit::pin!("sliced-run", transcript.text(&[(port, 8889)]));
}

#[test]
fn help_explains_every_argument() {
    let (status, transcript) = Program::start(CHAPTER, "--help").end();
    assert!(status.success(), "{status}");
    kit::pin!("help", transcript.text(&[]));
}

#[test]
fn rubbish_from_one_client_harms_no_other() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let mut patient = client(port);
    server.line_with("created server");
    let mut rubbish = client(port);
    rubbish.write_all(b"\xff\xfe\n\x00\r\r\n").unwrap();
    rubbish.write_all(&[b'a'; 10_000]).unwrap();
    patient.write_all(b"ping\n").unwrap();
    patient.shutdown(Shutdown::Write).unwrap();
    assert_eq!(read_all(&mut patient), "pong\n");
    let expected = "error: not UTF-8 after 0 bytes\nerror: say ping\n\
                    error: line over 8192 bytes\n";
    assert_eq!(read_all(&mut rubbish), expected);
    drop(rubbish); // what the server's drain waits for
    server.line_with("hung up: line over 8192 bytes");
    kit::pin!("hung-up", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn the_last_words_reach_a_client_that_is_still_sending() {
    let mut server =
        Program::start(CHAPTER, "serve --max-size 100 unseen --port 0");
    let mut client = client(server.port("listening on"));
    client.write_all(&[b'a'; 500_000]).unwrap();
    assert_eq!(read_all(&mut client), "error: line over 100 bytes\n");
}

#[test]
fn half_a_message_and_silence_is_hung_up_on() {
    let mut server =
        Program::start(CHAPTER, "serve --idle 50ms unseen --port 0");
    let mut client = client(server.port("listening on"));
    client.write_all(b"pin").unwrap();
    let said = read_all(&mut client);
    assert_eq!(said, "error: no whole message within 50ms\n");
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let serve = format!("--port {port}");
    let (status, transcript) = Program::start(CHAPTER, &serve).end();
    assert_eq!(status.code(), Some(1));
    let said = transcript.text(&[(port, 8888)]);
    let line = said.lines().nth(1).unwrap();
    assert!(line.starts_with("error: port 8888 is taken"), "{line}");
    assert!(line.ends_with("choose another --port"), "{line}");
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    for (typed, complaint) in [
        ("--prot 1", "--prot"),
        ("shout", "expected serve, connect or nothing"),
        ("--port 70000", "'--port' with value '70000'"),
        ("--every 0s", "expected a time such as 200ms or 2s"),
        ("--idle soon", "expected a time such as 200ms or 2s"),
        ("--max-size -1", "'--max-size' with value '-1'"),
    ] {
        let (status, transcript) = Program::start(CHAPTER, typed).end();
        assert_eq!(status.code(), Some(1), "{typed}");
        let said = transcript.text(&[]);
        assert!(said.contains(complaint), "{typed}: {said}");
    }
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
    let (status, transcript) = client.end();
    assert_eq!(status.code(), Some(0));
    // The page names this command.
    let typed = "$ cargo run -p chapter-03 -- connect";
    assert_eq!(transcript.text(&[]).lines().next(), Some(typed));
    server.interrupt();
    let (status, _) = server.end();
    assert_eq!(status.code(), Some(0));
}

fn client(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

fn read_all(stream: &mut TcpStream) -> String {
    let mut said = String::new();
    stream.read_to_string(&mut said).expect("an orderly end within 10 s");
    said
}
