//! What the program prints, for the pages.

use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-10");

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
fn a_client_in_a_terminal_is_echoed() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let run = format!("connect unseen --port {port}");
    let mut client = Program::start(CHAPTER, &run);
    client.line_with("connected");
    client.type_line("hello");
    client.line_with("hello");
    client.end_input();
    kit::pin!("connected", client.ends(0).text(&[(port, 8888)]));
}

#[test]
fn it_explains_itself() {
    let help = promises::help(CHAPTER);
    kit::pin!("help", help);
}
