//! What is said to many is made once.

use engine::Content;
use events::{Args, Encoded};
use rooms::Rooms;

use crate::house::{House, SECOND, arg, ask};
use crate::watched::Watched;

/// Where the bytes are.
fn place(encoded: &Encoded) -> Vec<*const u8> {
    let place = |message: engine::Message| match message.content() {
        Content::Text(text) => text.as_ptr(),
        Content::Binary(bytes) => bytes.as_ptr(),
    };
    encoded.messages().map(place).collect()
}

#[tokio::test(start_paused = true)]
async fn one_encoding_is_shared_by_all_who_hear_it() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let mut guests: [_; 10] = house.guests().await;
    let args = arg("hello").and_binary(&b"\x01\x02"[..]);
    house.rooms.all().emit("chat message", &args).unwrap();
    {
        let sent = watched.sent.lock().unwrap();
        let [encoded] = &sent[..] else { panic!("{} times", sent.len()) };
        // Each asks for the messages, and each gets the same bytes.
        assert_eq!(place(encoded), place(encoded));
        assert_eq!(place(encoded), place(&encoded.clone()));
    }
    for guest in &mut guests {
        let head =
            r#"451-["chat message","hello",{"_placeholder":true,"num":0}]"#;
        guest.expect(head).await;
        assert_eq!(guest.peer.hear_binary().await, b"\x01\x02"[..]);
    }
}

/// A mebibyte for each of fifty would be fifty, if each had his own.
#[tokio::test(start_paused = true)]
async fn what_waits_for_fifty_is_in_memory_once() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let _guests: [_; 50] = house.guests().await;
    let text = "x".repeat(500_000);
    let args = Args::of(&text).unwrap();
    house.rooms.all().emit("chat message", &args).unwrap();
    let sent = watched.sent.lock().unwrap();
    let mut all = sent.iter().flat_map(place).collect::<Vec<_>>();
    all.dedup();
    assert_eq!(all.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_question_is_made_once_as_well() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let [mut ann, mut bob] = house.guests().await;
    let asking = ask(house.rooms.all(), SECOND);
    let hearing = async { (ann.hear().await, bob.hear().await) };
    let (_, (one, two)) = tokio::join!(asking, hearing);
    assert_eq!(one, two);
    assert_eq!(watched.sent.lock().unwrap().len(), 1);
}
