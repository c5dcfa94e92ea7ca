//! Exercise 05.1: a head, and a body by its length (repair, 10 minutes).
//!
//! Page: "What a request costs", section *Your turn*.
//!
//! This reader of requests takes everything behind the empty line for the
//! body, whatever has come so far. Mend it:
//!
//! - the body has exactly as many bytes as the field `Content-Length` says,
//!   and none without that field;
//! - the name of a field may be written in any case, and blanks around its
//!   value do not count;
//! - a body may hold any bytes, an empty line too;
//! - what comes behind it belongs to the next request, and stays.

/// A request, taken apart.
#[derive(Debug, PartialEq)]
pub struct Request {
    /// Its first line, without the line end.
    pub line: String,
    /// What came behind the empty line.
    pub body: Vec<u8>,
}

/// Takes the next request out of the buffer. `None`, and the buffer
/// untouched: not all of it is there yet.
pub fn take(buffer: &mut Vec<u8>) -> Option<Request> {
    // Delete the next line, then mend what follows.
    kit::not_yet!("05.1 find the end of the body");
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let line = head.lines().next()?.to_string();
    let body = buffer[end + 4..].to_vec();
    buffer.clear();
    Some(Request { line, body })
}
