//! 05.1: the head says how long the body is; both leave the buffer together.

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
    let length = lines.find_map(|field| {
        let (name, value) = field.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    let body = end + 4;
    let size = length.unwrap_or(0);
    if buffer.len() - body < size {
        return None;
    }
    let request: Vec<u8> = buffer.drain(..body + size).collect();
    Some(Request { line, body: request[body..].to_vec() })
}
