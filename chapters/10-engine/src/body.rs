// ANCHOR: all
//! The body of a request.

use std::pin::pin;

use bytes::Buf;
use futures_util::{Stream, StreamExt};
use tokio::time::timeout;
use warp::http::HeaderMap;

use crate::visit::Payload;
use crate::{Config, Refusal};

/// All of it, if that is neither too much nor takes too long.
pub async fn read(
    stream: impl Stream<Item = Result<impl Buf, warp::Error>>,
    fields: &HeaderMap,
    config: &Config,
) -> Result<Payload, Refusal> {
    let kind = fields.get("content-type").map(|value| value.as_bytes());
    let is_binary = kind == Some(b"application/octet-stream");
    let bytes = timeout(config.patience, collect(stream, config.max_payload));
    let bytes = bytes.await.unwrap_or(Err(Refusal::TooSlow))?;
    Ok(Payload { bytes, is_binary })
}

async fn collect(
    stream: impl Stream<Item = Result<impl Buf, warp::Error>>,
    max_size: usize,
) -> Result<Vec<u8>, Refusal> {
    let (mut stream, mut all) = (pin!(stream), Vec::new());
    while let Some(piece) = stream.next().await {
        let mut piece = piece.map_err(|_| Refusal::BadRequest)?;
        if all.len() + piece.remaining() > max_size {
            return Err(Refusal::TooLarge);
        }
        while piece.has_remaining() {
            let size = piece.chunk().len();
            all.extend_from_slice(piece.chunk());
            piece.advance(size);
        }
    }
    Ok(all)
}
// ANCHOR_END: all
