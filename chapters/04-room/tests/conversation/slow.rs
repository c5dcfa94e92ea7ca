//! The reader who is slower than the room, and the speaker who is faster.

use std::time::Duration;

use framing::Lines;
use kit::{spawn, within};
use room::{Config, Outbox, Room, line};
use tokio::io::{AsyncWriteExt, split};
use tokio::time::{Instant, sleep};
use wiretap::pair;

use crate::chat::{Chat, MS};

/// As fast as the tests can: no pace.
fn hasty(max_queued: usize) -> Config {
    Config { max_queued, pace: Duration::ZERO, ..Config::default() }
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_never_reads_is_cut_off_and_the_others_miss_nothing() {
    let chat = Chat::new(hasty(32 * 1024));
    let mut ann = chat.join("ann").await;
    let mut cid = chat.join("cid").await;
    let bob = chat.join("bob").await;
    cid.expect("* bob joined").await;
    let start = Instant::now();
    // What bob's wire holds, what his outbox holds, and some more.
    let text = "x".repeat(995);
    let speaking = async {
        for number in 0..200 {
            ann.say(&format!("{number:03} {text}")).await;
        }
    };
    let hearing = async {
        let mut notices = Vec::new();
        let mut heard = 0;
        while heard < 200 {
            let line = cid.next().await;
            match line.starts_with(&format!("ann: {heard:03} x")) {
                true => heard += 1,
                false => notices.push(line),
            }
        }
        notices
    };
    let ((), notices) = tokio::join!(speaking, hearing);
    assert_eq!(notices, ["* bob left (over 32768 bytes unread)"]);
    // Nobody waited for bob: not for a moment of the clock.
    assert_eq!(start.elapsed(), Duration::ZERO);
    // He has a little time for his last words, and takes none of it.
    bob.expect_forgotten().await;
    assert_eq!(start.elapsed(), chat.config.goodbye);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_cut_off_and_reads_after_all_hears_what_was_accepted() {
    let chat = Chat::new(hasty(4096));
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    let mut said = 0;
    let text = "x".repeat(995);
    let notice = loop {
        ann.say(&format!("{said:02} {text}")).await;
        said += 1;
        tokio::select! {
            notice = ann.next() => break notice,
            () = sleep(MS) => {}
        }
    };
    assert_eq!(notice, "* bob left (over 4096 bytes unread)");
    let lines = bob.rest().await;
    let (last, lines) = lines.split_last().unwrap();
    assert_eq!(last, "* error: over 4096 bytes unread");
    // All that was said before he was cut off, in order; the line that did
    // not fit is the only one missing.
    for (number, line) in lines.iter().enumerate() {
        assert!(line.starts_with(&format!("ann: {number:02} x")), "{line}");
    }
    assert_eq!(lines.len(), said - 1);
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_all_guests_together_is_bounded() {
    let max_queued = 4000;
    let room = Room::new(max_queued, line, |_| {});
    let speaker = room.enter();
    speaker.join("speaker").unwrap();
    let hearers: Vec<_> = (0..50).map(|_| room.enter()).collect();
    for (number, hearer) in hearers.iter().enumerate() {
        hearer.join(&format!("hearer-{number}")).unwrap();
    }
    for number in 0..1000 {
        // The speaker reads what it is told; all others never do.
        if speaker.outbox().size() > 0 {
            speaker.reply("* go on"); // so that there is something to take
            within("what waits", speaker.outbox().take()).await;
        }
        speaker.say(&format!("{number}")).unwrap();
        let size = |hearer: &room::Guest| hearer.outbox().size();
        // Whoever was cut off is told so, and that is the last line.
        let last = line("* error: over 4000 bytes unread").len();
        let most = max_queued + last + Outbox::HANDLE;
        assert!(hearers.iter().all(|hearer| size(hearer) <= most));
    }
    assert!(hearers.iter().all(|hearer| hearer.say("me").is_err()));
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_pastes_a_book_slows_itself_down_and_nobody_is_cut_off() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    let start = Instant::now();
    let lines = 1000;
    let text = "x".repeat(1024); // the longest that is allowed
    let pasting = async {
        for _ in 0..lines {
            ann.say(&text).await;
        }
    };
    // Bob's line is slow: he takes a line in 40 ms, not at once.
    let reading = async {
        for _ in 0..lines {
            assert!(bob.next().await.starts_with("ann: xxx"));
            sleep(40 * MS).await;
        }
    };
    tokio::join!(pasting, reading);
    // Ann's own writes waited, 50 ms for each line after the first 50.
    let expected = chat.config.pace * (lines - chat.config.burst);
    assert!(start.elapsed().abs_diff(expected) < Duration::from_secs(2));
    bob.say("a good read").await;
}

#[tokio::test(start_paused = true)]
async fn ten_guests_who_paste_at_the_same_time_cut_nobody_off_who_reads() {
    let chat = Chat::new(Config::default());
    let text = format!("{}\n", "x".repeat(1024));
    let mut guests = Vec::new();
    for number in 0..10 {
        let (near, far) = pair();
        chat.accept(far);
        let (reader, mut writer) = split(near);
        let pasted = format!("p{number}\n{}", text.repeat(50));
        spawn(async move { writer.write_all(pasted.as_bytes()).await });
        guests.push(spawn(async move {
            let (mut lines, mut heard) = (Lines::new(reader, 2048), 0);
            while heard < 9 * 50 {
                let line = lines.next().await.unwrap();
                heard += usize::from(line.unwrap().contains("xxx"));
            }
        }));
    }
    for guest in guests {
        within("450 lines", guest).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn one_burst_of_the_longest_lines_fits_into_every_outbox() {
    let config = Config::default();
    let outbox = Outbox::new(config.max_queued);
    let text = "x".repeat(config.max_line);
    let name = "x".repeat(32);
    assert!(config.longest_message() * 50 <= config.max_queued);
    for _ in 0..config.burst {
        assert_eq!(outbox.push(line(&format!("{name}: {text}"))), Ok(()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_asks_and_never_reads_the_answers_is_cut_off_too() {
    let chat = Chat::new(hasty(4096));
    let start = Instant::now();
    let mut ann = chat.connect();
    let asking = async {
        while ann.lines.send("no name, again and again").await.is_ok() {
            sleep(MS).await; // the clock is paused: it must be let go on
        }
    };
    within("the end of the room's patience", asking).await;
    ann.expect_forgotten().await;
    // What the sockets hold is soon full; after that it is the last words.
    assert!(start.elapsed() < 2 * chat.config.goodbye);
}
