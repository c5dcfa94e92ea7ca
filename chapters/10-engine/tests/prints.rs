//! What the program prints, for the pages.

use kit::Program;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-10");

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

/// One request on a connection of its own: the body of its answer.
fn ask(port: u16, method: &str, query: &str, body: &str) -> String {
    let size = body.len();
    let request = format!(
        "{method} /socket.io/?EIO=4&transport=polling{query} HTTP/1.1\r\n\
         Host: localhost\r\nConnection: close\r\nContent-Length: {size}\r\n\
         \r\n{body}"
    );
    let answer = kit::client::answer(port, &request);
    let (_, body) = answer.split_once("\r\n\r\n").expect("an answer");
    body.to_string()
}

#[test]
fn a_session_can_be_had_by_hand() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    server.line_with("or type:");
    let open = ask(port, "GET", "", "");
    let (_, rest) = open.split_once("\"sid\":\"").expect("a sid");
    let sid = &rest[..20];
    let query = format!("&sid={sid}");
    let posted = ask(port, "POST", &query, "4hello");
    let heard = ask(port, "GET", &query, "");
    let wrong = ask(port, "GET", "&sid=AAAAAAAAAAAAAAAAAAAA", "");
    let text = [&open, &posted, &heard, &wrong].map(String::as_str).join("\n");
    // A sid is luck; all are of one length.
    kit::pin!("by-hand", text.replace(sid, "Tgda6jvCUCjnffadAAAA"));
}

#[test]
fn an_answer_may_be_no_websocket() {
    let mut server = Program::start(CHAPTER, "unseen --port 0 --lab 0");
    let port = server.port("listening on");
    server.line_with("or type:");
    // What is left of a handshake behind a proxy that knows none.
    let request = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n\
                   Host: localhost\r\nConnection: close\r\n\r\n";
    let answer = kit::client::answer(port, request);
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.lines().next().unwrap_or_default();
    kit::pin!("no-upgrade", format!("{status}\n{body}"));
}

#[test]
fn lengths_in_bytes_are_not_understood() {
    let naive = Program::example(CHAPTER, "lengths_naive", "");
    kit::pin!("naive-lengths", naive.ends(0).text(&[]));
}
