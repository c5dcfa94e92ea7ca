//! Messages that belong together.

use std::thread::{scope, yield_now};

use engine::{Config, Message, Reason};

use crate::web::House;

#[tokio::test(start_paused = true)]
async fn messages_that_belong_together_count_as_one() {
    let config = Config { max_queued: 1000, ..Config::default() };
    let house = House::with(config, false);
    let polling = house.polling(4).await;
    let peer = house.peer();
    // Together they are longer than all that may wait, as one may be.
    let pair = || ["a", "b"].map(|text| Message::text(&text.repeat(900)));
    peer.send_all(pair());
    assert_eq!(peer.closed(), None);
    let both = format!("4{}\u{1e}4{}", "a".repeat(900), "b".repeat(900));
    assert_eq!(polling.hear().await, both);

    let _other = house.polling(4).await;
    let other = house.peer();
    other.send_all(pair());
    other.send(Message::text("and one more"));
    assert_eq!(other.closed(), Some(Reason::TooSlow));
}

#[tokio::test(start_paused = true)]
async fn nothing_comes_between_messages_that_belong_together_nor_does_the_end()
{
    let config = Config { max_queued: usize::MAX, ..Config::default() };
    let house = House::with(config, false);
    // Whoever is waiting for its turn has it between any two of them.
    let many = |text| {
        (0..100).map(move |_| {
            yield_now();
            Message::text(text)
        })
    };
    for _ in 0..10 {
        let polling = house.polling(4).await;
        let peer = house.peer();
        scope(|threads| {
            threads.spawn(|| peer.send_all(many("a")));
            threads.spawn(|| peer.send_all(many("b")));
            while peer.is_idle() {
                yield_now();
            }
            peer.close(Reason::ForcedClose);
        });
        let heard = polling.hear().await;
        let heard: Vec<_> = heard.split('\u{1e}').collect();
        let mut together = heard.chunk_by(|one, next| one == next);
        assert!(together.all(|texts| texts.len() == 100));
    }
}
