// ANCHOR: all
//! Where in the data an attachment belongs.

use serde::{Deserialize, Serialize};

use crate::PacketError;
use crate::json::unquote;

// ANCHOR: placeholder
/// `{"_placeholder":true,"num":0}`: it stands in the JSON for an attachment.
///
/// ```
/// # use events::{Args, Placeholder};
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Upload {
///     name: String,
///     file: Placeholder,
/// }
/// let mut args = Args::new();
/// let file = args.attach(&b"a picture"[..]);
/// let args = args.and(&Upload { name: "sock.png".into(), file })?;
///
/// let upload: Upload = args.get(0)?;
/// assert_eq!(args.attachment(upload.file).unwrap(), "a picture");
/// # Ok::<(), events::ArgsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placeholder {
    #[serde(rename = "_placeholder")]
    pub(crate) really: bool,
    pub(crate) num: usize,
}
// ANCHOR_END: placeholder

// ANCHOR: check
/// Each attachment has exactly one placeholder, or a peer could have one
/// attachment stand in a thousand places, or keep some for nobody. `json` is
/// well-formed and not too deep.
pub(crate) fn check(json: &str, attachments: usize) -> Result<(), PacketError> {
    let mut walk = Walk { rest: json.trim(), nums: Vec::new() };
    while !walk.rest.is_empty() {
        walk.value()?;
        walk.skip(",");
    }
    let mut nums = walk.nums;
    let placeholders = nums.len();
    nums.sort_unstable();
    if let Some(&num) = nums.iter().find(|num| **num >= attachments) {
        return Err(PacketError::NoSuchAttachment { num, attachments });
    }
    if let Some(pair) = nums.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PacketError::Repeated { num: pair[0] });
    }
    match placeholders == attachments {
        true => Ok(()),
        false => Err(PacketError::Mismatch { placeholders, attachments }),
    }
}
// ANCHOR_END: check

/// Goes through JSON that is known to be well-formed, by hand: serde_json
/// would stop at numbers and texts that it cannot hold.
struct Walk<'a> {
    rest: &'a str,
    nums: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// One value, whose text is returned if it is not in brackets.
    fn value(&mut self) -> Result<&'a str, PacketError> {
        self.skip("");
        match self.rest.as_bytes().first() {
            Some(b'[') => {
                self.skip("[");
                while !self.skip("]") {
                    self.value()?;
                    self.skip(",");
                }
                Ok("")
            }
            Some(b'{') => self.object().map(|()| ""),
            Some(b'"') => Ok(self.text()),
            _ => {
                let end =
                    self.rest.find([',', ']', '}', ' ', '\n', '\r', '\t']);
                match self.take(end.unwrap_or(self.rest.len())) {
                    "" => Err(PacketError::NotJson { column: 0 }),
                    scalar => Ok(scalar),
                }
            }
        }
    }

    fn object(&mut self) -> Result<(), PacketError> {
        let (mut members, mut really, mut num) = (0, false, "");
        self.skip("{");
        while !self.skip("}") {
            let key = unquote(self.text()).unwrap_or_default();
            self.skip(":");
            let value = self.value()?;
            self.skip(",");
            members += 1;
            match &*key {
                "_placeholder" => really = value == "true",
                "num" => num = value,
                _ => {}
            }
        }
        if really {
            let num = num.parse().ok().filter(|_| members == 2);
            self.nums.push(num.ok_or(PacketError::BadPlaceholder)?);
        }
        Ok(())
    }

    /// A text, with its quotes.
    fn text(&mut self) -> &'a str {
        let mut escaped = true; // so that the first quote is none
        let end = self.rest.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        self.take(end.map_or(self.rest.len(), |end| end + 1))
    }

    fn take(&mut self, size: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(size);
        self.rest = rest;
        taken
    }

    /// Over this sign and the white space on both sides, if it comes next.
    fn skip(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let behind = self.rest.strip_prefix(sign);
        self.rest = behind.unwrap_or(self.rest).trim_start();
        behind.is_some()
    }
}
// ANCHOR_END: all
