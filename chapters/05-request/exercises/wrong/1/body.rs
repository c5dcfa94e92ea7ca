//! Misconception: a body ends where the read ends, if at least as many bytes
//! have come as the head says.

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
    if buffer.len() - end - 4 < length.unwrap_or(0) {
        return None;
    }
    let body = buffer[end + 4..].to_vec();
    buffer.clear();
    Some(Request { line, body })
}
