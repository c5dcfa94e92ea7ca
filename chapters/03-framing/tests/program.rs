//! The program as a reader runs it: real sockets, the real clock.

use std::future::pending;
use std::io::Write;
use std::net::{Shutdown, SocketAddr};
use std::num::NonZeroUsize;

use kit::client::{connect, rest};
use kit::{Program, promises};
use wiretap::{Config, Recording, Wire};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-03");

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
    let transcript = Program::example(CHAPTER, "framing_naive", "").ends(0);
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
    let transcript = Program::start(CHAPTER, &connect).ends(0);
    kit::pin!("sliced-run", transcript.text(&[(port, 8889)]));
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn rubbish_from_one_client_harms_no_other() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let mut patient = connect(port);
    server.line_with("created server");
    let mut rubbish = connect(port);
    rubbish.write_all(b"\xff\xfe\n\x00\r\r\n").unwrap();
    rubbish.write_all(&[b'a'; 10_000]).unwrap();
    patient.write_all(b"ping\n").unwrap();
    patient.shutdown(Shutdown::Write).unwrap();
    assert_eq!(rest(&mut patient), "pong\n");
    let expected = "error: not UTF-8 after 0 bytes\nerror: say ping\n\
                    error: line over 8192 bytes\n";
    assert_eq!(rest(&mut rubbish), expected);
    drop(rubbish); // what the server's drain waits for
    server.line_with("hung up: line over 8192 bytes");
    kit::pin!("hung-up", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn the_last_words_reach_a_client_that_is_still_sending() {
    let mut server =
        Program::start(CHAPTER, "serve --max-size 100 unseen --port 0");
    let mut client = connect(server.port("listening on"));
    client.write_all(&[b'a'; 500_000]).unwrap();
    assert_eq!(rest(&mut client), "error: line over 100 bytes\n");
}

#[test]
fn half_a_message_and_silence_is_hung_up_on() {
    let mut server =
        Program::start(CHAPTER, "serve --idle 50ms unseen --port 0");
    let mut client = connect(server.port("listening on"));
    client.write_all(b"pin").unwrap();
    let said = rest(&mut client);
    assert_eq!(said, "error: no whole message within 50ms\n");
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("--prot 1", "--prot"),
        ("shout", "expected serve, connect or nothing"),
        ("--port 70000", "'--port' with value '70000'"),
        ("--every 0s", "expected a time such as 200ms or 2s"),
        ("--idle soon", "expected a time such as 200ms or 2s"),
        ("--max-size -1", "'--max-size' with value '-1'"),
    ];
    promises::refuses(CHAPTER, 1, "", &cases);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_either_side_with_exit_code_0() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut client = Program::start(CHAPTER, &connect);
    client.line_with("client got data");
    let transcript = client.ends_on_ctrl_c();
    // The page names this command.
    let typed = "$ cargo run -p chapter-03 -- connect";
    assert_eq!(transcript.text(&[]).lines().next(), Some(typed));
    server.ends_on_ctrl_c();
}
