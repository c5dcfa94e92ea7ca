//! Misconception: a dead peer shows in the end as an error or as a read of 0
//! bytes, so no limit on the wait is needed.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use wiretap::Death;

pub async fn how_it_ended(
    mut stream: impl AsyncRead + Unpin,
    _patience: Duration,
) -> Death {
    let mut buffer = [0; 64];
    loop {
        match stream.read(&mut buffer).await {
            Ok(0) => return Death::Fin,
            Ok(_) => {}
            Err(_) => return Death::Rst,
        }
    }
}
