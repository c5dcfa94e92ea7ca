//! Misconception: it takes a flood to stop a server. The guest who reads
//! what it is told is a good guest, however much it writes.

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink, split};

pub async fn attack(guest: impl AsyncRead + AsyncWrite + Unpin) {
    let (mut reader, mut writer) = split(guest);
    let flood = async {
        loop {
            if writer.write_all(b"flood\n").await.is_err() {
                return;
            }
        }
    };
    let mut nowhere = sink();
    let _ = tokio::join!(flood, copy(&mut reader, &mut nowhere));
}
