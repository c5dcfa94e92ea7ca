//! Misconception: fields are written as one has always seen them written.

#[derive(Debug, PartialEq)]
pub struct Request {
    pub line: String,
    pub body: Vec<u8>,
}

pub fn take(buffer: &mut Vec<u8>) -> Option<Request> {
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.to_string();
    let length = lines.find_map(|field| field.strip_prefix("Content-Length: "));
    let size = length.and_then(|value| value.parse().ok()).unwrap_or(0);
    if buffer.len() - end - 4 < size {
        return None;
    }
    let request: Vec<u8> = buffer.drain(..end + 4 + size).collect();
    Some(Request { line, body: request[end + 4..].to_vec() })
}
