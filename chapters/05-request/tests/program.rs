//! The program as a reader runs it.

use std::io::{Read, Write};
use std::net::Shutdown;

use kit::client::{connect, rest};
use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-05");

#[test]
fn the_comparison_at_50_ms_ends_by_itself() {
    let transcript = Program::start(CHAPTER, "").ends(0);
    kit::pin!("comparison", transcript.text(&[]));
}

#[test]
fn the_comparison_at_another_round_trip_has_the_same_bytes() {
    let transcript = Program::start(CHAPTER, "--rtt 300ms").ends(0);
    kit::pin!("comparison-far", transcript.text(&[]));
}

#[test]
fn a_real_comparison_has_a_row_for_each_way_whatever_its_times() {
    let typed = "--real unseen --rtt 2ms --count 2";
    let transcript = Program::start(CHAPTER, typed).ends(0);
    let said = transcript.text(&[]);
    assert!(said.starts_with("$ cargo run -p chapter-05 -- --real"), "{said}");
    let machine = said.lines().nth(1).unwrap();
    assert!(machine.contains(" cores, "), "{said}");
    for way in request::WAYS {
        let row = said.lines().find(|l| l.starts_with(&way.to_string()));
        let numbers = row.unwrap().split_whitespace().skip(2);
        let numbers: Vec<f64> = numbers.map(|n| n.parse().unwrap()).collect();
        let (bytes, times) = numbers.split_at(2);
        let [simulated, shortest, median, longest, setup, sum] = times[..]
        else {
            panic!("{said}")
        };
        let request = way.request().len() as f64;
        assert_eq!(bytes, [request, 120.0], "{said}");
        assert_eq!(simulated, if way.kept { 2.0 } else { 4.0 }, "{said}");
        assert!(shortest <= median && median <= longest, "{said}");
        assert_eq!(setup, if way.kept { 0.0 } else { 2.0 }, "{said}");
        assert!((sum - median - setup).abs() < 0.11, "{said}");
    }
}

#[test]
fn a_client_asks_a_server_in_another_process() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let connect = format!(
        "connect --browser --count 3 unseen --every 20ms --port {port}"
    );
    let transcript = Program::start(CHAPTER, &connect).ends(0);
    kit::pin!("three-questions", transcript.text(&[]));
    server.line_with("ask: cargo run");
    kit::pin!("served", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn a_real_comparison_of_no_questions_asks_one() {
    let typed = "--real --count 0 --rtt 2ms";
    let transcript = Program::start(CHAPTER, typed).ends(0);
    let said = transcript.text(&[]);
    assert!(said.contains("ping, 1 times in each way"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_client_between_two_questions_with_exit_code_0() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    let connect = format!("connect --count 2 --every 1h --port {port}");
    let mut client = Program::start(CHAPTER, &connect);
    client.line_with("200 pong (44 bytes up, 120 down)");
    client.ends_on_ctrl_c();
}

#[test]
fn a_typed_request_is_answered_though_its_client_has_finished() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let mut client = connect(server.port("listening on"));
    client.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    let said = rest(&mut client);
    assert!(said.ends_with("\r\n\r\npong"), "{said}");
}

#[test]
fn half_a_head_and_silence_is_hung_up_on() {
    let typed = "serve --head-timeout 500ms unseen --port 0";
    let mut server = Program::start(CHAPTER, typed);
    let port = server.port("listening on");
    let mut client = connect(port);
    client.write_all(b"GET /ping HTTP/1.1\r\n").unwrap();
    let said = rest(&mut client);
    assert_eq!(said, "");
    server.line_with("hung up");
    kit::pin!("half-a-head", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn a_kept_connection_on_which_nobody_asks_is_hung_up_on_in_the_same_words() {
    let typed = "serve --head-timeout 50ms unseen --port 0";
    let mut server = Program::start(CHAPTER, typed);
    let mut client = connect(server.port("listening on"));
    client.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    let said = rest(&mut client);
    assert!(said.ends_with("\r\n\r\npong"), "{said}");
    server.line_with("hung up: no whole head within 50ms");
}

#[test]
fn both_servers_of_the_nagle_example_answer() {
    let transcript =
        Program::example(CHAPTER, "request_nagle", "unseen 2").ends(0);
    let said = transcript.text(&[]);
    assert!(said.contains("warp's own server"), "{said}");
    assert!(said.contains("ours, with nodelay"), "{said}");
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
        ("--rtt 0ms", "expected a round trip from 2ms to 10s"),
        ("--rtt 3ms", "in steps of 2ms"),
        ("--rtt 2500us", "in steps of 2ms"),
        ("--rtt 10002ms", "expected a round trip from 2ms to 10s"),
        ("--rtt soon", "expected a time such as 200ms or 2s"),
        ("--count -1", "'--count' with value '-1'"),
    ];
    promises::refuses(CHAPTER, 1, "", &cases);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_with_exit_code_0() {
    let mut server = Program::start(CHAPTER, "serve unseen --port 0");
    let port = server.port("listening on");
    // Whoever has answered once is ready to be interrupted.
    let mut client = connect(port);
    client.write_all(b"GET /ping HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    client.read_exact(&mut [0; 12]).unwrap();
    server.ends_on_ctrl_c();
}
