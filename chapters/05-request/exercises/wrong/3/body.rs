//! Misconception: once its end has come, the head may leave the buffer, and
//! the body is waited for.

#[derive(Debug, PartialEq)]
pub struct Request {
    pub line: String,
    pub body: Vec<u8>,
}

pub fn take(buffer: &mut Vec<u8>) -> Option<Request> {
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head: Vec<u8> = buffer.drain(..end + 4).collect();
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.to_string();
    let length = lines.find_map(|field| {
        let (name, value) = field.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    let size = length.unwrap_or(0);
    if buffer.len() < size {
        return None;
    }
    Some(Request { line, body: buffer.drain(..size).collect() })
}
