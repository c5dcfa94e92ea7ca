//! Misconception: what stands in a body will be found by the server, too.

pub fn attack() -> Vec<u8> {
    let body = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    let size = body.len();
    format!(
        "POST /ping HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n{body}"
    )
    .into_bytes()
}
