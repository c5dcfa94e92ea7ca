//! Misconception: patience is for the whole conversation, so a peer that
//! talks slowly but steadily is taken for a silent one.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;
use wiretap::Death;

pub async fn how_it_ended(
    mut stream: impl AsyncRead + Unpin,
    patience: Duration,
) -> Death {
    let mut buffer = [0; 64];
    let over = async {
        loop {
            match stream.read(&mut buffer).await {
                Ok(0) => return Death::Fin,
                Ok(_) => {}
                Err(_) => return Death::Rst,
            }
        }
    };
    timeout(patience, over).await.unwrap_or(Death::Silence)
}
