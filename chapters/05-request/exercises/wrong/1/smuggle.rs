//! Misconception: two requests in one write are one request for a proxy.

pub fn attack() -> Vec<u8> {
    b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n"
        .to_vec()
}
