//! 11.2: ask, and do not wait for ever.

use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use kit::within;
use tokio::time::{Instant, sleep, timeout}; // allowed: the clock is paused

use crate::acks::Acks;

const SECOND: Duration = Duration::from_secs(1);

/// A question of its own task, whose number is noted.
struct Asked {
    id: Arc<Mutex<Option<u64>>>,
    answer: tokio::task::JoinHandle<Option<String>>,
}

impl Asked {
    async fn new(acks: &Arc<Acks>, limit: Duration) -> Asked {
        let id = Arc::new(Mutex::new(None));
        let (acks, noted) = (acks.clone(), id.clone());
        let answer = kit::spawn(async move {
            acks.ask(|id| *noted.lock().unwrap() = Some(id), limit).await
        });
        let sent = async {
            while id.lock().unwrap().is_none() {
                sleep(Duration::from_millis(1)).await;
            }
        };
        within("`send` to be called", sent).await;
        Asked { id, answer }
    }

    fn id(&self) -> u64 {
        self.id.lock().unwrap().unwrap()
    }

    async fn answer(self) -> Option<String> {
        within("`ask` to return", self.answer).await.unwrap()
    }
}

#[exercise::check(acks)]
#[tokio::test(start_paused = true)]
async fn ex_11_2_each_answer_finds_its_question() {
    let acks = Arc::new(Acks::default());
    let one = Asked::new(&acks, SECOND).await;
    let two = Asked::new(&acks, SECOND).await;
    assert!(
        one.id() != two.id(),
        "two questions wait, and both have the number {}\nWho is to get the \
         answer? (hint 1)",
        one.id()
    );
    acks.answered(two.id(), "two");
    acks.answered(one.id(), "one");
    let (one, two) = (one.answer().await, two.answer().await);
    assert!(
        one.as_deref() == Some("one") && two.as_deref() == Some("two"),
        "The second question was answered first, with \"two\", and then the \
         first, with \"one\". You give {two:?} to the second and {one:?} to \
         the first\nWho waits for which number? (hint 1)"
    );
}

#[exercise::check(acks)]
#[tokio::test(start_paused = true)]
async fn ex_11_2_an_answer_may_be_there_at_once() {
    let acks = Arc::new(Acks::default());
    // From another thread: if the lock is held now, it waits, and not we.
    let mut free = false;
    let send = |id| {
        let (acks, (done, heard)) = (acks.clone(), mpsc::channel());
        std::thread::spawn(move || {
            acks.answered(id, "at once");
            let _ = done.send(());
        });
        free = heard.recv_timeout(5 * SECOND).is_ok();
    };
    let asks = acks.ask(send, SECOND);
    let answer = within("`ask` to return", asks).await;
    assert!(
        free,
        "The answer came while `send` was still running, and `answered` waits \
         for a lock\nWho holds it while `send` runs? (hint 2)"
    );
    assert!(
        answer.as_deref() == Some("at once"),
        "The answer came while `send` was still running, and you give \
         {answer:?}\nIn which order do you send, and begin to wait? (hint 2)"
    );
}

#[exercise::check(acks)]
#[tokio::test(start_paused = true)]
async fn ex_11_2_the_wait_has_a_limit() {
    let acks = Arc::new(Acks::default());
    let start = Instant::now();
    let asked = Asked::new(&acks, 5 * SECOND).await;
    let answer = asked.answer().await;
    let waited = start.elapsed();
    assert!(
        answer.is_none() && waited == 5 * SECOND,
        "Nobody answers, and the limit is 5 s. After {waited:?} you say \
         {answer:?}\nWhat else can end a wait? (hint 2)"
    );
}

#[exercise::check(acks)]
#[tokio::test(start_paused = true)]
async fn ex_11_2_a_late_answer_goes_to_nobody() {
    let acks = Arc::new(Acks::default());
    let late = Asked::new(&acks, SECOND).await;
    let id = late.id();
    assert_eq!(late.answer().await, None);
    let next = Asked::new(&acks, SECOND).await;
    acks.answered(id, "late");
    acks.answered(id, "late, again");
    let next_id = next.id();
    acks.answered(next_id, "in time");
    let answer = next.answer().await;
    assert!(
        answer.as_deref() == Some("in time"),
        "Question {id} got no answer in time, and another was asked, with \
         the number {next_id}. Then the answer to {id} came after all, and \
         you give {answer:?} to the other\nA number may \
         only be used once: the other side does not know that you have given \
         up (hint 1)"
    );
    acks.answered(99, "to what?");
}

#[exercise::check(acks)]
#[tokio::test(start_paused = true)]
async fn ex_11_2_whoever_has_stopped_waiting_is_forgotten() {
    let acks = Arc::new(Acks::default());
    for _ in 0..3 {
        Asked::new(&acks, SECOND).await.answer().await;
    }
    assert!(
        acks.size() == 0,
        "Three questions got no answer in time, and you remember {} of \
         them\nA peer that never answers would fill your memory. Who takes \
         them out? (hint 3)",
        acks.size()
    );
    let asks = acks.ask(|_| {}, 60 * SECOND);
    let _ = timeout(SECOND, asks).await;
    assert!(
        acks.size() == 0,
        "Somebody asked with a limit of a minute, and dropped the future \
         after a second, as `select!` does. The question is still \
         remembered\nCode behind an `.await` may never run. What runs in any \
         case? (hint 3)"
    );
}
