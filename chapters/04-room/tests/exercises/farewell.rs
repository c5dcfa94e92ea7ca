//! 04.3: nobody's last words get lost.

use kit::{spawn, within};
use room::{Outbox, line};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep, timeout};
use wiretap::pair;

use super::{HOUR, MS, text};
use crate::farewell;

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_reads_slowly_gets_everything() {
    let (outbox, expected) = forty_lines();
    let (mut guest, stream) = pair();
    let limit = 5000 * MS;
    spawn(async move { farewell::farewell(stream, &outbox, limit).await });
    let mut got = Vec::new();
    let mut buffer = [0; 1000];
    loop {
        sleep(10 * MS).await;
        let read = guest.read(&mut buffer);
        let size = within("the end of the stream", read).await.unwrap_or(0);
        if size == 0 {
            break;
        }
        got.extend_from_slice(&buffer[..size]);
    }
    expect_all(
        &got,
        &expected,
        "A guest reads 1000 bytes every 10 ms.",
        "`write_buf` writes once, and that need not be all of it. Which call \
         goes on until all is written, and when do you know that the outbox \
         is empty? (hint 1)",
    );
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_is_still_writing_gets_everything() {
    let (outbox, expected) = forty_lines();
    let (mut guest, stream) = pair();
    let limit = 5000 * MS;
    spawn(async move { farewell::farewell(stream, &outbox, limit).await });
    let speech = vec![b'x'; 100_000];
    let written = guest.write_all(&speech);
    let written = within("the guest's speech to be taken", written).await;
    let mut got = Vec::new();
    let read = guest.read_to_end(&mut got);
    within("the end of the stream", read).await.unwrap_or(0);
    let how = match written {
        Ok(()) => "A guest writes 100000 bytes, and then reads.",
        Err(_) => {
            "A guest was in the middle of writing 100000 bytes when the \
             stream was closed under it; then it read."
        }
    };
    expect_all(
        &got,
        &expected,
        how,
        "It cannot read before its own bytes have been taken, and you cannot \
         write before it reads. Who has to give way? (hint 2)",
    );
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_never_reads_holds_us_up_for_the_limit_only() {
    let (outbox, _) = forty_lines();
    let (_guest, stream) = pair();
    let limit = 5000 * MS;
    let start = Instant::now();
    let done = farewell::farewell(stream, &outbox, limit);
    assert!(
        timeout(HOUR, done).await.is_ok(),
        "a guest does not read, and an hour later the farewell still waits \
         for it; the limit was {limit:?}\nThe room could never close. Which \
         of your waits has a limit? (hint 3)"
    );
    let (elapsed, expected) = (start.elapsed(), forty_lines().1.len());
    assert!(
        elapsed >= limit,
        "a guest had not read its {expected} bytes yet, and the farewell \
         gave up after {elapsed:?}; it should wait for {limit:?} (hint 3)"
    );
}

/// An outbox, and what a guest should read in the end.
fn forty_lines() -> (Outbox, Vec<u8>) {
    let outbox = Outbox::new(1 << 20);
    let mut expected = Vec::new();
    for number in 1..=40 {
        let message = line(&text(number, 1000));
        expected.extend_from_slice(&message);
        let _ = outbox.push(message);
    }
    expected.extend_from_slice(b"* goodbye\n");
    (outbox, expected)
}

/// Fails unless a guest got all it should, and says how far it got.
#[track_caller]
fn expect_all(got: &[u8], expected: &[u8], how: &str, cause: &str) {
    if got == expected {
        return;
    }
    let lines = got.iter().filter(|byte| **byte == b'\n').count();
    assert!(
        expected.starts_with(got),
        "{how} What it gets is not what was said: {lines} lines, {} bytes\n\
         In which order do the lines and the goodbye leave? (hint 1)",
        got.len(),
    );
    panic!(
        "{how} 40 lines of 1000 bytes had been accepted, and a goodbye. It \
         gets {lines} of 41 lines, {} of {} bytes, and then the stream's \
         end\n{cause}",
        got.len(),
        expected.len(),
    );
}
