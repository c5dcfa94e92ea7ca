//! Misconception: as soon as one side has finished, the conversation is over.

use std::time::Duration;

use room::{Outbox, line};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink, split};
use tokio::time::timeout;

pub async fn farewell(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    outbox: &Outbox,
    limit: Duration,
) {
    outbox.close(Some(line("* goodbye")));
    let (mut reader, mut writer) = split(stream);
    let write = async {
        while let Some(mut batch) = outbox.take().await {
            writer.write_all_buf(&mut batch).await?;
        }
        writer.shutdown().await
    };
    let mut nowhere = sink();
    let drain = copy(&mut reader, &mut nowhere);
    let _ = timeout(limit, async {
        tokio::select! {
            biased;
            done = write => { let _: std::io::Result<()> = done; }
            _ = drain => {}
        }
    })
    .await;
}
