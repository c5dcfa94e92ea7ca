//! What the server prints while people come and go.

use kit::Program;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-09");

#[test]
fn it_says_who_comes_and_who_goes() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    server.line_with("or type:");
    let before = server.transcript().text(&[]).lines().count();
    let mut guests = Vec::new();
    for name in ["ann", "bob"] {
        let run = format!("connect --name {name} unseen --port {port}");
        let mut guest = Program::start(CHAPTER, &run);
        guest.line_with(&format!("* welcome, {name}"));
        server.line_with(&format!("* {name} joined"));
        guests.push(guest);
    }
    let mut bob = guests.pop().unwrap();
    bob.end_input();
    assert!(bob.end().0.success());
    server.line_with("* bob left");
    // What it says at the start stands on the page already.
    let text = server.transcript().text(&[]);
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(at, _)| *at == 0 || *at >= before);
    let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
    kit::pin!("comes-and-goes", lines.join("\n"));
}
