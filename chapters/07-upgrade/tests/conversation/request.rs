//! Requests for the tests: the RFC's own handshake, and others made from it.

use kit::within;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use upgrade::{Config, Opened, Refusal, open};
use wiretap::{MemoryStream, pair};

/// The key of RFC 6455 §1.3, and the answer to it.
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// The answer, whole: nothing of what a client may offer is in it.
pub const OPENED: &str = "HTTP/1.1 101 Switching Protocols\r\n\
                          Upgrade: websocket\r\n\
                          Connection: Upgrade\r\n\
                          Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\
                          \r\n";

/// RFC 6455 §5.7: a masked `Hello`, as a client sends it.
pub const MASKED: &[u8] = &[
    0x81, 0x85, // text, masked, five bytes
    0x37, 0xfa, 0x21, 0x3d, // the mask
    0x7f, 0x9f, 0x4d, 0x51, 0x58, // Hello, under it
];

const FIELDS: [(&str, &str); 5] = [
    ("Host", "localhost:8888"),
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", KEY),
];

/// A handshake as it should be.
pub fn handshake() -> String {
    with("", &[])
}

/// The same, but this field has these values: none, another one, or two. A
/// field that a handshake does not need comes last.
pub fn with(name: &str, values: &[&str]) -> String {
    let mut request = "GET / HTTP/1.1\r\n".to_string();
    let mut add = |name: &str, value: &str| {
        request.push_str(&format!("{name}: {value}\r\n"));
    };
    let mut known = false;
    for (field, value) in FIELDS {
        if field == name {
            known = true;
            values.iter().for_each(|value| add(field, value));
        } else {
            add(field, value);
        }
    }
    if !known {
        values.iter().for_each(|value| add(name, value));
    }
    request + "\r\n"
}

/// What the server makes of whoever is at the other end.
pub type Opening =
    tokio::task::JoinHandle<Result<Opened<MemoryStream>, Refusal>>;

/// A client's end, and the server's opening at the other.
pub fn opening(config: Config) -> (MemoryStream, Opening) {
    let (client, server) = pair();
    (client, kit::spawn(async move { open(&config, server).await }))
}

pub async fn write(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    let written = stream.write_all(bytes);
    within("the bytes to be taken", written).await.unwrap();
}

/// So many bytes, as text.
pub async fn read(
    stream: &mut (impl AsyncRead + Unpin),
    size: usize,
) -> String {
    let mut bytes = vec![0; size];
    let read = stream.read_exact(&mut bytes);
    within("the answer", read).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// All until the server has finished.
pub async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    within("the end of the connection", read).await.unwrap();
    String::from_utf8(bytes).unwrap()
}
