// ANCHOR: all
//! Two rooms that go wrong as soon as one guest does not read.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::io::{
    AsyncBufReadExt, AsyncWrite, AsyncWriteExt, BufReader, duplex,
};
use tokio::time::timeout;

/// What a wire holds of what its reader has not read, in bytes. Real ones
/// hold more, and fill up all the same.
const WIRE: usize = 64;

// ANCHOR: waits
/// Wrong: the room waits until each guest has taken the line.
pub async fn tell_and_wait(
    guests: &mut [impl AsyncWrite + Unpin],
    text: &str,
) -> io::Result<()> {
    for guest in guests {
        guest.write_all(format!("{text}\n").as_bytes()).await?;
    }
    Ok(())
}
// ANCHOR_END: waits

// ANCHOR: grows
/// Wrong: what a guest has not taken waits in a queue, and a queue has no
/// end.
pub fn tell_and_keep(queues: &mut [VecDeque<String>], text: &str) {
    for queue in queues {
        queue.push_back(format!("{text}\n"));
    }
}
// ANCHOR_END: grows

// A paused clock (chapter 02) jumps on as soon as nobody can do anything.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> io::Result<()> {
    println!("bob does not read, and the room waits:");
    let (to_bob, _bob) = duplex(WIRE);
    let (to_cid, cid) = duplex(WIRE);
    let mut guests = [to_bob, to_cid];
    let speaking = async {
        for number in 1.. {
            let text = format!("ann: this is line {number}");
            tell_and_wait(&mut guests, &text).await?;
        }
        Ok(())
    };
    let hearing = async {
        let mut lines = BufReader::new(cid).lines();
        while let Some(line) = lines.next_line().await? {
            println!("  cid hears {line}");
        }
        Ok(())
    };
    let both = async { tokio::try_join!(speaking, hearing) };
    match timeout(Duration::from_secs(3600), both).await {
        Ok(done) => return done.map(|_: ((), ())| ()),
        Err(_) => println!("  for an hour, cid hears nothing more"),
    }

    println!("bob does not read, and the room keeps everything for him:");
    let mut queues = [VecDeque::new(), VecDeque::new()];
    for number in 1..=30_000 {
        tell_and_keep(&mut queues, "ann: this is a line");
        queues[1].clear(); // cid reads at once
        if number % 10_000 == 0 {
            let bytes: usize = queues[0].iter().map(String::len).sum();
            println!("  {number} lines: {bytes} bytes wait for bob");
        }
    }
    Ok(())
}
// ANCHOR_END: all
