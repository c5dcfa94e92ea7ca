// ANCHOR: all
//! A reader that takes each read for a message, and three wires that show
//! it what a read really is.

use std::io;
use std::num::NonZeroUsize;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use wiretap::{Recording, Wire};

// ANCHOR: naive
/// Takes what each read brings for one message.
async fn messages(
    mut stream: impl AsyncRead + Unpin,
) -> io::Result<Vec<String>> {
    let mut buffer = [0; 1024];
    let mut messages = Vec::new();
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            return Ok(messages);
        }
        let text = String::from_utf8_lossy(&buffer[..size]);
        messages.push(text.into_owned());
    }
}
// ANCHOR_END: naive

// One thread: what is written is read before more is written.
#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    for (how, slice) in
        [("whole", 0), ("in slices of 7", 7), ("byte by byte", 1)]
    {
        let slice = NonZeroUsize::new(slice);
        let wire = Wire { slice, ..Wire::default() };
        let (mut client, server) =
            wire.connect(Recording::default().recorder());
        client.write_all(b"ping\nping\n").await?;
        client.shutdown().await?;
        let messages = messages(server).await?;
        println!("two pings, {how}: it counts {}", messages.len());
        println!("  {messages:?}");
    }
    Ok(())
}
// ANCHOR_END: all
