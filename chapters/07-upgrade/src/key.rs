// ANCHOR: all
//! `Sec-WebSocket-Key`, and the proof that somebody has read it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

/// Bytes in a key, before base64.
const KEY_SIZE: usize = 16;

// ANCHOR: accept
/// No other protocol has this text in it, so whoever answers with it has
/// meant a WebSocket
/// ([RFC 6455 §1.3](https://www.rfc-editor.org/rfc/rfc6455#section-1.3)).
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The server's answer to a key, `Sec-WebSocket-Accept`. It is no secret and
/// no password: everybody can compute it.
///
/// ```
/// let key = "dGhlIHNhbXBsZSBub25jZQ==";
/// assert_eq!(upgrade::accept_key(key), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
/// ```
pub fn accept_key(key: &str) -> String {
    let digest = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    STANDARD.encode(digest)
}
// ANCHOR_END: accept

/// A key for one handshake: bytes that nobody has used before.
pub fn fresh_key() -> String {
    STANDARD.encode(rand::random::<[u8; KEY_SIZE]>())
}

/// 16 bytes in base64, padded as it should be.
pub(crate) fn is_key(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == KEY_SIZE)
}
// ANCHOR_END: all
