// ANCHOR: all
//! What an event or an acknowledgement carries.

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::{ArgsError, Placeholder};

// ANCHOR: args
/// Any number of arguments. They stay JSON until somebody asks for a type,
/// so whatever no type can hold goes through as it came.
///
/// ```
/// # use events::Args;
/// let args = Args::of(&"hello")?.and(&1)?.and_binary(&b"\x01\x02"[..]);
/// assert_eq!(args.json(), r#""hello",1,{"_placeholder":true,"num":0}"#);
/// assert_eq!(args.get::<String>(0)?, "hello");
/// assert_eq!(args.binary(2).unwrap(), "\x01\x02");
/// # Ok::<(), events::ArgsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args {
    /// Values with commas between them: an array without its brackets.
    json: String,
    /// The attachments, by the number of their placeholder.
    binary: Vec<Bytes>,
}
// ANCHOR_END: args

impl Args {
    // ANCHOR: build
    /// None.
    pub fn new() -> Args {
        Args::default()
    }

    /// One.
    ///
    /// # Errors
    /// [`ArgsError::NoJson`].
    pub fn of(value: &(impl Serialize + ?Sized)) -> Result<Args, ArgsError> {
        Args::new().and(value)
    }

    /// One more.
    ///
    /// # Errors
    /// [`ArgsError::NoJson`].
    pub fn and(
        mut self,
        value: &(impl Serialize + ?Sized),
    ) -> Result<Args, ArgsError> {
        let json = serde_json::to_string(value).map_err(ArgsError::NoJson)?;
        self.push(json);
        Ok(self)
    }

    /// One more, which travels as a binary message.
    pub fn and_binary(mut self, bytes: impl Into<Bytes>) -> Args {
        let num = self.attach(bytes).num;
        self.push(format!(r#"{{"_placeholder":true,"num":{num}}}"#));
        self
    }

    /// An attachment, whose placeholder has to be put into an argument, once.
    pub fn attach(&mut self, bytes: impl Into<Bytes>) -> Placeholder {
        self.binary.push(bytes.into());
        Placeholder { really: true, num: self.binary.len() - 1 }
    }
    // ANCHOR_END: build

    pub(crate) fn received(json: &str, binary: Vec<Bytes>) -> Args {
        Args { json: json.to_string(), binary }
    }

    fn push(&mut self, json: String) {
        if self.json.is_empty() {
            self.json = json;
        } else {
            self.json.push(',');
            self.json.push_str(&json);
        }
    }

    /// The arguments as they travel, with commas between them.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The attachments as they travel, in the order of their placeholders.
    pub fn attachments(&self) -> &[Bytes] {
        &self.binary
    }

    // ANCHOR: read
    /// One after the other, each as the JSON that came.
    pub fn iter(&self) -> impl Iterator<Item = &RawValue> {
        let mut rest = self.json.as_str();
        std::iter::from_fn(move || {
            let mut values = Deserializer::from_str(rest).into_iter();
            let value = values.next()?.ok()?;
            rest = rest[values.byte_offset()..].trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest);
            Some(value)
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    /// An argument as the JSON that came. The first is 0.
    pub fn raw(&self, index: usize) -> Option<&RawValue> {
        self.iter().nth(index)
    }

    /// An argument as a value of this type. The first is 0.
    ///
    /// # Errors
    /// [`ArgsError::Missing`] and [`ArgsError::WrongType`].
    pub fn get<T: DeserializeOwned>(
        &self,
        index: usize,
    ) -> Result<T, ArgsError> {
        let raw = self
            .raw(index)
            .ok_or_else(|| ArgsError::Missing { index, count: self.len() })?;
        serde_json::from_str(raw.get())
            .map_err(|source| ArgsError::WrongType { index, source })
    }

    /// An argument that is an attachment.
    pub fn binary(&self, index: usize) -> Option<&Bytes> {
        self.attachment(self.get(index).ok()?)
    }

    /// The attachment that belongs here. `None`: it only looked like a
    /// placeholder, in an event without attachments.
    pub fn attachment(&self, placeholder: Placeholder) -> Option<&Bytes> {
        self.binary.get(placeholder.num).filter(|_| placeholder.really)
    }
    // ANCHOR_END: read
}
// ANCHOR_END: all
