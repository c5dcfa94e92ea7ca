// ANCHOR: all
//! The head of a message: lines, up to an empty one.

use bytes::BytesMut;
use framing::LineDecoder;

use crate::{Error, Limits};

// ANCHOR: head
/// The first part of each message of HTTP/1.1
/// ([RFC 9112 §2.1](https://www.rfc-editor.org/rfc/rfc9112#section-2.1)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its first line.
    pub start: Start,
    /// Its other lines: names in lower case, values without the blanks
    /// around them, in the order in which they came.
    pub fields: Vec<(String, String)>,
}

/// What the first line says. It also says who is talking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A client: `GET /ping HTTP/1.1`.
    Request {
        /// `GET`: methods are case-sensitive.
        method: String,
        /// `/ping`.
        target: String,
    },
    /// A server: `HTTP/1.1 200 OK`.
    Status {
        /// `200`; the words behind it say nothing to a program.
        code: u16,
    },
}
// ANCHOR_END: head

impl Head {
    /// All values of a field. `name` is in lower case.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let same = move |field: &&(String, String)| field.0 == name;
        self.fields.iter().filter(same).map(|field| field.1.as_str())
    }
}

/// Takes bytes, gives heads.
#[derive(Clone, Debug)]
pub struct HeadDecoder {
    limits: Limits,
    lines: LineDecoder,
    /// So many bytes of this head have been taken out of the buffer:
    /// `size <= limits.head`.
    size: usize,
    start: Option<Start>,
    fields: Vec<(String, String)>,
}

impl HeadDecoder {
    /// A decoder for heads within these limits.
    pub fn new(limits: Limits) -> HeadDecoder {
        let lines = LineDecoder::new(limits.head);
        let (start, fields) = (None, Vec::new());
        HeadDecoder { limits, lines, size: 0, start, fields }
    }

    // ANCHOR: decode
    /// Takes the next head out of the buffer, with the empty line behind it.
    /// `Ok(None)`: not enough bytes yet.
    ///
    /// # Errors
    /// [`Error::BadStart`], [`Error::OtherVersion`], [`Error::BadField`],
    /// [`Error::HeadTooLong`] and [`Error::TooManyFields`]. Behind each of them nobody knows where the
    /// next message begins: hang up.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Head>, Error> {
        loop {
            let before = buffer.len();
            let line = self.lines.decode(buffer);
            self.size += before - buffer.len();
            // One limit for the whole head, and what is not a line yet
            // counts too: many short lines must not add up to a long head.
            let unfinished = match line {
                Ok(None) => buffer.len(),
                _ => 0,
            };
            if self.size + unfinished > self.limits.head {
                return Err(self.too_long());
            }
            let line = match line {
                Ok(None) => return Ok(None),
                Ok(Some(line)) => line,
                Err(framing::Error::LineTooLong { .. }) => {
                    return Err(self.too_long());
                }
                // What is not UTF-8 is no name, and no value that we know.
                Err(_) => return Err(self.bad_line()),
            };
            match self.start.take() {
                // Some clients send an empty line too many behind a body:
                // RFC 9112 §2.2 asks us to overlook it.
                None if line.is_empty() => {}
                None => self.start = Some(start(&line)?),
                Some(start) if line.is_empty() => {
                    self.size = 0;
                    let fields = std::mem::take(&mut self.fields);
                    return Ok(Some(Head { start, fields }));
                }
                Some(start) => {
                    self.start = Some(start);
                    self.add(&line)?;
                }
            }
        }
    }
    // ANCHOR_END: decode

    /// True between two heads.
    pub(crate) fn is_idle(&self) -> bool {
        self.start.is_none()
    }

    fn add(&mut self, line: &str) -> Result<(), Error> {
        let max_count = self.limits.fields;
        if self.fields.len() == max_count {
            return Err(Error::TooManyFields { max_count });
        }
        let field = field(line).ok_or_else(|| self.bad_line())?;
        self.fields.push(field);
        Ok(())
    }

    fn bad_line(&self) -> Error {
        match self.start {
            None => Error::BadStart,
            Some(_) => Error::BadField { number: self.fields.len() + 1 },
        }
    }

    fn too_long(&self) -> Error {
        Error::HeadTooLong { max_size: self.limits.head }
    }
}

/// `Host: example.org`. No blank may stand before the colon: some readers
/// would overlook it, others would read another name
/// ([RFC 9112 §5.1](https://www.rfc-editor.org/rfc/rfc9112#section-5.1)).
pub(crate) fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let value = value.trim_matches([' ', '\t']);
    (is_token(name) && is_text(value))
        .then(|| (name.to_ascii_lowercase(), value.to_string()))
}

/// What may stand in a value. A `\r` without its `\n` is a line end for some
/// readers, and for others it is not.
pub(crate) fn is_text(value: &str) -> bool {
    !value.contains(|c: char| c.is_control() && c != '\t')
}

/// The characters that a name may have: neither blanks nor brackets.
fn is_token(name: &str) -> bool {
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(allowed)
}

/// Either of the two start lines; exactly one blank between their words.
fn start(line: &str) -> Result<Start, Error> {
    if line.contains(char::is_control) {
        return Err(Error::BadStart);
    }
    let words: Vec<&str> = line.splitn(3, ' ').collect();
    match words[..] {
        ["HTTP/1.1", code, _reason] if code.len() == 3 => {
            let digits = code.bytes().all(|byte| byte.is_ascii_digit());
            match code.parse() {
                Ok(code) if digits => Ok(Start::Status { code }),
                _ => Err(Error::BadStart),
            }
        }
        [method, target, "HTTP/1.1"]
            if is_token(method) && !target.is_empty() =>
        {
            let (method, target) = (method.to_string(), target.to_string());
            Ok(Start::Request { method, target })
        }
        // Whoever speaks another version is told so.
        [method, target, version]
            if is_token(method)
                && !target.is_empty()
                && is_version(version) =>
        {
            Err(Error::OtherVersion)
        }
        _ => Err(Error::BadStart),
    }
}

/// `HTTP/1.0`, say.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix("HTTP/").unwrap_or_default().as_bytes();
    matches!(digits, [b'0'..=b'9', b'.', b'0'..=b'9'])
}
// ANCHOR_END: all
