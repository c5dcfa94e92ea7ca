// ANCHOR: all
//! Cross-site WebSocket hijacking: a page of another site opens a WebSocket
//! in the visitor's name. With the check of the origin, and without.

use request::{Head, HeadDecoder, Limits};
use upgrade::{Handshake, accept_key, fresh_key, request};

// ANCHOR: naive
/// Whoever asks gets a WebSocket. Who it is, the cookie says.
fn naive(head: &Head) -> String {
    let value = |name| head.values(name).next().unwrap_or_default();
    let who = value("cookie").trim_start_matches("session=");
    let accept = accept_key(value("sec-websocket-key"));
    format!(
        "HTTP/1.1 101 Switching Protocols\r\n\
         Upgrade: websocket\r\n\
         Connection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\
         \r\n\
         hello, {who}"
    )
}
// ANCHOR_END: naive

/// What this chapter answers.
fn ours(head: &Head) -> String {
    match Handshake::read(head, &[]) {
        Ok(handshake) => handshake.answer(),
        Err(refusal) => refusal.answer().unwrap_or_default(),
    }
}

/// What a browser sends when a page of this origin says `new WebSocket(…)`.
/// The page has no say in it: the browser adds both, the origin and the
/// cookie that it has for the server.
fn asked(origin: &str) -> Result<Option<Head>, request::Error> {
    let fields = format!("\r\nOrigin: {origin}\r\nCookie: session=ann\r\n\r\n");
    let ask = request("localhost:8888", "/", &fresh_key());
    let ask = ask.replacen("\r\n\r\n", &fields, 1);
    HeadDecoder::new(Limits::default()).decode(&mut ask.as_str().into())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("Ann is logged in at localhost:8888: her browser has a cookie.");
    for origin in ["http://localhost:3000", "https://evil.example"] {
        let head = asked(origin)?.ok_or("it is whole")?;
        println!("\nA page of {origin} opens a WebSocket to it.");
        for (which, answer) in
            [("without the check", naive(&head)), ("with it", ours(&head))]
        {
            let (first, rest) = answer.split_once("\r\n").ok_or("an answer")?;
            let (_, behind) = rest.split_once("\r\n\r\n").unwrap_or_default();
            println!("  {which:<18} {first}");
            if !behind.is_empty() {
                println!("  {:<18} {}", "", behind.trim_end());
            }
        }
    }
    Ok(())
}
// ANCHOR_END: all
