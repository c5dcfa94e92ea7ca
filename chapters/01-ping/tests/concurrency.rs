//! The examples of the page about async: what happens to a second client.

use kit::Program;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-01");

#[test]
fn a_blocking_server_lets_the_second_client_wait_until_the_first_leaves() {
    let mut server = Program::example(CHAPTER, "blocking", "unseen 0");
    let port = server.port("listening on");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut first = Program::start(CHAPTER, &connect);
    first.line_with("client got data pong");
    let mut second = Program::start(CHAPTER, &connect);
    // Its system says that it is connected. Its server has not noticed yet.
    second.line_with("created client");
    first.line_with("client got data pong");
    first.line_with("client got data pong");
    kit::pin!("blocked-client", second.transcript().text(&[(port, 8888)]));
    drop(first);
    second.line_with("client got data pong");
    server.line_with("a client has left");
    server.line_with("created server");
    kit::pin!("blocking-server", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn a_thread_for_each_client_makes_nobody_wait() {
    let mut server = Program::example(CHAPTER, "threads", "unseen 0");
    let port = server.port("listening on");
    let connect = format!("connect unseen --every 20ms --port {port}");
    let mut first = Program::start(CHAPTER, &connect);
    first.line_with("client got data pong");
    let mut second = Program::start(CHAPTER, &connect);
    second.line_with("client got data pong");
    first.line_with("client got data pong");
    server.line_with("created server");
    server.line_with("created server");
    kit::pin!("threads-server", server.transcript().text(&[(port, 8888)]));
}

#[test]
fn a_read_that_loses_a_select_takes_its_half_message_along() {
    let (status, transcript) = Program::example(CHAPTER, "cancelled", "").end();
    assert!(status.success(), "{status}");
    kit::pin!("cancelled-read", transcript.text(&[]));
}
