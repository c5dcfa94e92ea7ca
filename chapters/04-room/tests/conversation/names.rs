//! Who may be called what.

use room::{Config, Refused, Room, line};

use crate::chat::Chat;

#[tokio::test(start_paused = true)]
async fn whoever_has_no_good_name_is_asked_again_and_tells_nobody() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut peer = chat.connect();
    peer.expect("* your name?").await;
    let too_long = "x".repeat(33);
    for name in ["*", "a b", "ann:", "<b>", "a\tb", &too_long] {
        peer.say(name).await;
        peer.expect("* error: a name has 1 to 32 of a-z, A-Z, 0-9, - and _")
            .await;
    }
    peer.say("ann").await;
    peer.expect("* error: ann is here already").await;
    peer.say("").await;
    peer.expect("* your name?").await;
    peer.say("bob").await;
    peer.expect("* welcome, bob; others here: 1").await;
    ann.expect("* bob joined").await;
}

#[test]
fn a_name_has_no_letter_that_looks_like_another_one() {
    let room = Room::new(1 << 20, line, |_| {});
    for name in ["a", "Zoe", "I-van_2", "7", &"x".repeat(32)] {
        assert_eq!(room.enter().join(name), Ok(()), "{name}");
    }
    let refused = Err(Refused::BadName { max_length: 32 });
    for name in ["", "x x", &"x".repeat(33), "\u{430}nn", "Zoë", "x\u{202e}y"]
    {
        assert_eq!(room.enter().join(name), refused, "{name}");
    }
}

#[test]
fn two_guests_cannot_have_one_name_and_it_is_free_again_afterwards() {
    let room = Room::new(1 << 20, line, |_| {});
    let (first, second) = (room.enter(), room.enter());
    assert_eq!(first.join("ann"), Ok(()));
    let name = "ann".to_string();
    assert_eq!(second.join("ann"), Err(Refused::NameTaken { name }));
    first.leave(None);
    assert_eq!(second.join("ann"), Ok(()));
    // That the first is dropped only now takes nothing from the second.
    drop(first);
    assert_eq!(second.say("still here"), Ok(()));
}

#[test]
fn whoever_has_left_or_not_joined_cannot_speak() {
    let room = Room::new(1 << 20, line, |_| {});
    let guest = room.enter();
    assert_eq!(guest.say("hello"), Err(Refused::Over));
    assert_eq!(guest.join("ann"), Ok(()));
    guest.leave(None);
    assert_eq!(guest.say("hello"), Err(Refused::Over));
    assert_eq!(guest.join("bob"), Err(Refused::Over));
}

#[tokio::test(start_paused = true)]
async fn the_others_are_told_who_joins_and_who_leaves() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    bob.finish().await;
    ann.expect("* bob left").await;
    bob.expect_end().await;
    bob.expect_forgotten().await;
}
