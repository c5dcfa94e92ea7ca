//! Misconception: whoever says goodbye need not listen any more.

use std::time::Duration;

use room::{Outbox, line};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

pub async fn farewell(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    outbox: &Outbox,
    limit: Duration,
) {
    outbox.close(Some(line("* goodbye")));
    let write = async {
        while let Some(mut batch) = outbox.take().await {
            stream.write_all_buf(&mut batch).await?;
        }
        stream.shutdown().await
    };
    let _ = timeout(limit, write).await;
}
