//! 04.3: nobody's last words get lost.

use std::time::Duration;

use kit::{spawn, within};
use room::{Outbox, line};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep, timeout};
use wiretap::{MemoryStream, pair};

use super::{HOUR, MS, text};
use crate::farewell;

const LIMIT: Duration = Duration::from_secs(5);

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_reads_slowly_gets_everything() {
    let (mut guest, expected) = leaving();
    let mut got = Vec::new();
    let mut buffer = [0; 1000];
    loop {
        sleep(10 * MS).await;
        let all = got.len() >= expected.len();
        let start = Instant::now();
        let read = guest.read(&mut buffer);
        let size = within("the end of the stream", read).await.unwrap_or(0);
        if size == 0 {
            expect_no_wait(start, "reads 1000 bytes every 10 ms", all);
            break;
        }
        got.extend_from_slice(&buffer[..size]);
    }
    let cause = "`write_buf` writes once, and that need not be all of it. \
                 Which call goes on until all is written, and when do you \
                 know that the outbox is empty? (hint 1)";
    expect_all(&got, &expected, "A guest reads 1000 bytes every 10 ms.", cause);
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_is_still_writing_gets_everything() {
    let (mut guest, expected) = leaving();
    let written = timeout(HOUR, guest.write_all(&vec![b'x'; 100_000])).await;
    let how = match written {
        Ok(Ok(())) => "A guest writes 100000 bytes, and then reads.",
        Ok(Err(_)) => {
            "A guest was in the middle of writing 100000 bytes when the \
             stream was closed under it; then it read."
        }
        Err(_) => panic!(
            "a guest is writing 100000 bytes, and an hour later nobody has \
             taken them\nThe guest cannot read before its own bytes have \
             been taken. Who reads while you write? (hint 2)"
        ),
    };
    let (got, start) = read_all(&mut guest, expected.len()).await;
    let cause = "The guest cannot read before its own bytes have been taken, \
                 and you cannot write before it reads. Who has to give way? \
                 (hint 2)";
    expect_all(&got, &expected, how, cause);
    expect_no_wait(start, "writes 100000 bytes, and then reads", true);
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_has_finished_already_gets_everything() {
    let (mut guest, expected) = leaving();
    let finished = guest.shutdown().await;
    sleep(100 * MS).await;
    let (got, start) = read_all(&mut guest, expected.len()).await;
    expect_all(
        &got,
        &expected,
        "A guest has sent its FIN, and reads 100 ms later.",
        "The end of what it says is not the end of what it hears. Which of \
         your two futures ended, and what happened to the other one? \
         (hint 3)",
    );
    expect_no_wait(start, "has sent its FIN and read everything", true);
    drop(finished);
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_speaks_after_our_fin_is_still_taken_seriously() {
    let outbox = Outbox::new(1 << 20);
    let (mut guest, stream) = pair();
    let mut done = spawn(async move {
        farewell::farewell(stream, &outbox, LIMIT).await;
    });
    read_all(&mut guest, "* goodbye\n".len()).await;
    sleep(100 * MS).await;
    // Its line was on its way when it heard the end.
    let written = guest.write_all(b"too late\n").await;
    assert!(
        written.is_ok() && !done.is_finished(),
        "a guest has read everything, and 100 ms after our FIN a line of its \
         own arrives; nobody is there to take it\nUnread bytes at a closed \
         socket make a RST, and that can destroy our last words on their \
         way. Which of the two halves has to end before you close: one of \
         them, or both? (hint 3)"
    );
    guest.shutdown().await.unwrap_or(());
    let start = Instant::now();
    let _ = timeout(HOUR, &mut done).await;
    assert!(
        start.elapsed().is_zero(),
        "a guest has read everything and sent its own FIN, and you still \
         wait, {:?} long\nNothing can come any more: `copy` ends at a FIN. \
         What else do you wait for?",
        start.elapsed(),
    );
}

#[exercise::check(farewell)]
#[tokio::test(start_paused = true)]
async fn ex_04_3_a_guest_who_never_reads_holds_us_up_for_the_limit_only() {
    let (outbox, expected) = forty_lines();
    let (_guest, stream) = pair();
    let start = Instant::now();
    let done = farewell::farewell(stream, &outbox, LIMIT);
    assert!(
        timeout(HOUR, done).await.is_ok(),
        "a guest does not read, and an hour later the farewell still waits \
         for it; the limit was {LIMIT:?}\nThe room could never close. Which \
         of your waits has a limit? (hint 3)"
    );
    let (elapsed, size) = (start.elapsed(), expected.len());
    assert!(
        elapsed >= LIMIT,
        "a guest had not read its {size} bytes yet, and the farewell gave up \
         after {elapsed:?}; it should wait for {LIMIT:?} (hint 3)"
    );
    assert!(
        elapsed <= LIMIT + 10 * MS,
        "a guest does not read, and the farewell gave up after {elapsed:?}; \
         the limit was {LIMIT:?}\nIs there one limit around everything, or \
         one for each step? (hint 3)"
    );
}

/// A guest who has forty lines to read while the room says goodbye, and what
/// it should read in the end.
fn leaving() -> (MemoryStream, Vec<u8>) {
    let (outbox, expected) = forty_lines();
    let (guest, stream) = pair();
    spawn(async move { farewell::farewell(stream, &outbox, LIMIT).await });
    (guest, expected)
}

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

/// All that a guest reads, and when it had so many bytes of it.
async fn read_all(guest: &mut MemoryStream, size: usize) -> (Vec<u8>, Instant) {
    let (mut got, mut start) = (Vec::new(), Instant::now());
    loop {
        let read = guest.read_buf(&mut got);
        match within("the end of the stream", read).await {
            Ok(0) | Err(_) => return (got, start),
            Ok(_) if got.len() <= size => start = Instant::now(),
            Ok(_) => {}
        }
    }
}

/// Fails if a guest that had everything at `start` waited for the end.
#[track_caller]
fn expect_no_wait(start: Instant, guest: &str, all: bool) {
    let waited = start.elapsed();
    assert!(
        !all || waited.is_zero(),
        "a guest {guest}. It has everything, and then it waits for the end \
         of the stream, {waited:?} long\nAfter the last line, who tells it \
         that nothing more will come, and when? (hint 3)"
    );
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
    let cause = match lines {
        40 => {
            "Only `* goodbye` is missing. When was the outbox closed: \
               before the last `take`, or after it?"
        }
        _ => cause,
    };
    panic!(
        "{how} 40 lines of 1000 bytes had been accepted, and a goodbye. It \
         gets {lines} of 41 lines, {} of {} bytes, and then the stream's \
         end\n{cause}",
        got.len(),
        expected.len(),
    );
}
