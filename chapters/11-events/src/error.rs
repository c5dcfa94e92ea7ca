// ANCHOR: all
//! What can be wrong with a packet, and with what we want to send or know.

use crate::Kind;

/// Each is a fault of the peer. The official answer to all of them is the
/// same: the connection is closed. Nothing that came after could be trusted
/// to mean what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PacketError {
    /// Not even a kind.
    #[error("an empty packet")]
    Empty,
    /// The first character is not `0` to `6`.
    #[error("unknown packet type {found:?}")]
    UnknownKind {
        /// The character.
        found: char,
    },
    /// A binary packet does not begin with a number and a `-`. Neither a
    /// sign nor a point nor a zero in front: there is one way to write 1.
    #[error("no count of attachments")]
    NoCount,
    /// A binary packet without attachments. Its sender should have sent an
    /// ordinary one.
    #[error("a binary packet with 0 attachments")]
    NoAttachments,
    /// It announces more than we take.
    #[error("{attachments} attachments, over {max_attachments}")]
    TooManyAttachments {
        /// As announced.
        attachments: usize,
        /// The most that a packet may have.
        max_attachments: usize,
    },
    /// An id that begins with a zero, or one of 2^64 or more.
    #[error("id {id} is no number of 64 bits in its shortest form")]
    BadId {
        /// Its first digits.
        id: String,
    },
    /// Nobody can answer this kind.
    #[error("a packet of type {kind:?} with an id")]
    UnexpectedId {
        /// CONNECT, DISCONNECT or CONNECT_ERROR.
        kind: Kind,
    },
    /// An answer, and to what?
    #[error("an acknowledgement without an id")]
    MissingId,
    /// What the kind cannot do without is not there.
    #[error("a packet of type {kind:?} without data")]
    MissingData {
        /// An event or an acknowledgement.
        kind: Kind,
    },
    /// Not the JSON that this kind carries: an array, an object, …
    #[error("a packet of type {kind:?} with the wrong data")]
    WrongData {
        /// The kind.
        kind: Kind,
    },
    /// No JSON at all, or more than one.
    #[error("no JSON, at column {column} of the data")]
    NotJson {
        /// In bytes, from 1.
        column: usize,
    },
    /// Brackets inside of brackets inside of brackets.
    #[error("JSON with more than {max_depth} levels")]
    TooDeep {
        /// The most levels that data may have.
        max_depth: usize,
    },
    /// The first element of an event is neither a text nor a number.
    #[error("an event without a name")]
    NoName,
    /// A name that belongs to the library.
    #[error("{name} is a reserved name")]
    Reserved {
        /// The name.
        name: String,
    },
    /// An object with `"_placeholder":true`, and not just `num`, a whole
    /// number, beside it.
    #[error("a placeholder that is none")]
    BadPlaceholder,
    /// A placeholder of an attachment that does not come.
    #[error("placeholder {num}, of {attachments} attachments")]
    NoSuchAttachment {
        /// The placeholder's number, from 0.
        num: usize,
        /// As announced.
        attachments: usize,
    },
    /// There is not one placeholder for each attachment.
    #[error("{placeholders} placeholders for {attachments} attachments")]
    Mismatch {
        /// As counted.
        placeholders: usize,
        /// As announced.
        attachments: usize,
    },
    /// Two placeholders of one attachment, so there is another without.
    #[error("placeholder {num} twice")]
    Repeated {
        /// The number, from 0.
        num: usize,
    },
    /// Text, where only attachments may come.
    #[error("text, with {missing} attachments still to come")]
    TextInside {
        /// How many.
        missing: usize,
    },
    /// A binary message, and no header has announced it.
    #[error("an attachment that nobody has announced")]
    UnexpectedBinary,
    /// A header and its attachments add up to more than we take.
    #[error("packet of {size} bytes, over {max_size}")]
    TooManyBytes {
        /// With what has just come.
        size: usize,
        /// The most bytes that header and attachments may have.
        max_size: usize,
    },
}

/// Faults of the program, but for `WrongType`: what the peer has sent is in
/// order, and not what the program hopes for.
#[derive(Debug, thiserror::Error)]
pub enum ArgsError {
    /// A value that has no JSON, like a map whose keys are lists.
    #[error("it cannot be written as JSON")]
    NoJson(#[source] serde_json::Error),
    /// Its placeholders are not those of its attachments: data that looks
    /// like a placeholder, or an attachment that is nowhere.
    #[error("the attachments cannot be told from the data")]
    Attachments(#[source] PacketError),
    /// An event that the library itself makes.
    #[error("{name} is a reserved name")]
    Reserved {
        /// The name.
        name: String,
    },
    /// There are not so many arguments.
    #[error("no argument {index}, there are {count}")]
    Missing {
        /// From 0.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The argument is of another type.
    #[error("argument {index} is of another type")]
    WrongType {
        /// From 0.
        index: usize,
        /// What serde says.
        source: serde_json::Error,
    },
}
// ANCHOR_END: all
