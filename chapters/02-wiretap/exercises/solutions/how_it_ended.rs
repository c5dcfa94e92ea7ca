//! Exercise 02.4: name the death.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;
use wiretap::Death;

pub async fn how_it_ended(
    mut stream: impl AsyncRead + Unpin,
    patience: Duration,
) -> Death {
    let mut buffer = [0; 64];
    loop {
        match timeout(patience, stream.read(&mut buffer)).await {
            Ok(Ok(0)) => return Death::Fin,
            Ok(Ok(_)) => {}
            Ok(Err(_)) => return Death::Rst,
            Err(_) => return Death::Silence,
        }
    }
}
