//! What the program prints, for the pages.

use kit::{Program, promises};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-12");

#[test]
fn it_says_where_it_listens_and_how_to_talk_to_it() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    let lab = server.port("the lab:");
    server.line_with("or type:");
    let names = [(port, 8888), (lab, 8890)];
    let text = server.transcript().text_with_ipv6(&names, "the lab");
    kit::pin!("rooms-first-run", text);
}

#[test]
fn it_explains_itself() {
    kit::pin!("rooms-help", promises::help(CHAPTER));
}

#[test]
fn one_who_does_not_read_is_enough_to_stop_a_naive_chat() {
    let naive = Program::example(CHAPTER, "rooms_naive", "");
    kit::pin!("rooms-naive", naive.ends(0).text(&[]));
}
