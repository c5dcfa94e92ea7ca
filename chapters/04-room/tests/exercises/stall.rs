//! 04.5: stop a room.

use kit::spawn;
use room::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{sleep, timeout};
use wiretap::pair;

use super::{HOUR, MS, text};
use crate::chat::Chat;
use crate::{room_naive, stall};

#[exercise::check(stall)]
#[tokio::test(start_paused = true)]
async fn ex_04_5_a_room_that_waits_is_silent_for_everybody() {
    let (guest, to_guest) = pair();
    let (mut cid, to_cid) = pair();
    let attack = spawn(stall::attack(guest));
    sleep(MS).await;
    let speaking = spawn(async move {
        let mut guests = [to_guest, to_cid];
        let mut told = 0;
        while told < 1000 {
            let line = "ann: ".to_string() + &text(told, 100);
            // Whoever has gone is no reason to stop: the next guest's turn.
            if room_naive::tell_and_wait(&mut guests, &line).await.is_err() {
                room_naive::tell_and_wait(&mut guests[1..], &line).await?;
            }
            told += 1;
        }
        // The connections stay open, whoever may still want them.
        std::future::pending::<std::io::Result<()>>().await
    });
    let hearing = async {
        let mut heard = Vec::new();
        let mut lines = 0;
        while lines < 1000 {
            cid.read_buf(&mut heard).await?;
            lines = heard.iter().filter(|byte| **byte == b'\n').count();
        }
        std::io::Result::Ok(())
    };
    let all = timeout(HOUR, hearing).await.is_ok();
    let how = match attack.is_finished() {
        true => "Your guest has hung up",
        false => "Your guest is still connected",
    };
    assert!(
        !all,
        "ann has said 1000 lines, and cid has heard all of them: nobody was \
         stopped. {how}.\nOn what does the naive room wait, and for how \
         long? A write to a stream that is closed fails at once; one to a \
         guest who reads goes through (hint 2)."
    );
    drop(speaking);
}

#[exercise::check(stall)]
#[tokio::test(start_paused = true)]
async fn ex_04_5_this_chapters_room_does_not_mind() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut cid = chat.join("cid").await;
    let (mut guest, far) = pair();
    chat.accept(far);
    guest.write_all(b"bob\n").await.unwrap();
    ann.expect("* cid joined").await;
    ann.expect("* bob joined").await;
    cid.expect("* bob joined").await;
    spawn(stall::attack(guest));
    let speaking = async {
        for number in 0..400 {
            ann.say(&text(number, 1000)).await;
        }
    };
    let hearing = async {
        let mut heard = 0;
        while heard < 400 {
            heard += usize::from(cid.next().await.starts_with("ann: line"));
        }
    };
    tokio::join!(speaking, hearing);
}
