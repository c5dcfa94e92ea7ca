//! Misconception: every guest reads sooner or later, so it is enough to
//! write all of it and wait.

use std::time::Duration;

use room::{Outbox, line};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink, split};

pub async fn farewell(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    outbox: &Outbox,
    _limit: Duration,
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
    let _ = tokio::join!(write, copy(&mut reader, &mut nowhere));
}
