//! The same bytes, cut up in the ways in which a network may cut them.

use std::time::Duration;

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::sleep;

/// One way in which the same messages may arrive.
pub struct Delivery {
    /// For messages of failed checks: "one byte at a time".
    pub name: &'static str,
    /// What each read brings.
    pub pieces: Vec<Vec<u8>>,
}

/// The messages whole, one byte at a time, merged into one piece, and cut in
/// the middle of each.
pub fn deliveries(messages: &[&[u8]]) -> Vec<Delivery> {
    let all = messages.concat();
    let single = all.iter().map(|byte| vec![*byte]).collect();
    let whole = messages.iter().map(|message| message.to_vec()).collect();
    // Each piece holds the end of one message and the start of the next.
    let mut cut = vec![Vec::new()];
    for message in messages {
        let (start, end) = message.split_at(message.len() / 2);
        if let Some(last) = cut.last_mut() {
            last.extend_from_slice(start);
        }
        cut.push(end.to_vec());
    }
    cut.retain(|piece| !piece.is_empty());
    vec![
        Delivery { name: "whole", pieces: whole },
        Delivery { name: "one byte at a time", pieces: single },
        Delivery { name: "merged into one piece", pieces: vec![all] },
        Delivery { name: "cut in the middle", pieces: cut },
    ]
}

/// Writes the pieces so that each is read on its own (on a paused clock; on
/// a real one the kernel may join them).
pub async fn send(
    stream: &mut (impl AsyncWrite + Unpin),
    delivery: &Delivery,
) -> std::io::Result<()> {
    for piece in &delivery.pieces {
        stream.write_all(piece).await?;
        stream.flush().await?;
        sleep(Duration::from_millis(1)).await;
    }
    Ok(())
}
