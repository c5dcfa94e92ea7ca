//! Many are sent away at once.

use std::sync::{Arc, Mutex};

use rooms::Rooms;

use crate::house::{House, arg, settle};

#[tokio::test(start_paused = true)]
async fn those_of_a_room_leave_the_namespace_and_keep_their_session() {
    let mut house = House::new();
    let [mut ann, mut bob, mut cid] = house.guests().await;
    house.rooms.join(&ann.socket, "red");
    house.rooms.join(&bob.socket, "red");
    house.rooms.to("red").disconnect(false);
    ann.expect("41").await;
    bob.expect("41").await;
    house.rooms.all().emit("news", &arg(1)).unwrap();
    cid.expect(r#"42["news",1]"#).await;
    ann.expect_silence().await;
    // The session is there, and may join once more.
    ann.say("40").await;
    assert!(ann.hear().await.starts_with("40{\"sid\":\""));
    house.rooms.all().emit("news", &arg(2)).unwrap();
    ann.expect(r#"42["news",2]"#).await;
    bob.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn with_their_session_they_are_closed_on_and_hear_what_was_said_before() {
    let mut house = House::new();
    let [mut ann, mut bob] = house.guests().await;
    house.rooms.all().emit("last words", &arg(1)).unwrap();
    house.rooms.broadcast(&bob.socket).disconnect(true);
    house.rooms.all().emit("too late", &arg(2)).unwrap();
    ann.expect(r#"42["last words",1]"#).await;
    // They are told in the namespace, or official clients would come back.
    ann.expect("41").await;
    assert_eq!(ann.closed().await, (1000, "forced close".to_string()));
    bob.expect(r#"42["last words",1]"#).await;
    bob.expect(r#"42["too late",2]"#).await;
}

#[tokio::test(start_paused = true)]
async fn their_listeners_may_look_at_the_rooms_meanwhile() {
    let seen = Arc::<Mutex<Vec<usize>>>::default();
    let left = seen.clone();
    let connect = move |rooms: &Rooms, socket: &events::Socket| {
        let (rooms, left) = (rooms.clone(), left.clone());
        rooms.join(socket, "red");
        socket.on_disconnect(move |_, _| {
            let there = rooms.to("red").sockets().len();
            left.lock().unwrap().push(there);
            rooms.to("red").emit("gone", &arg(there)).unwrap();
        });
    };
    let mut house = House::whose(Rooms::new("/"), |_| {}, connect);
    let _guests: [_; 3] = house.guests().await;
    house.rooms.to("red").disconnect(false);
    settle().await;
    // Whoever goes is not there any more when his listeners are called.
    assert_eq!(*seen.lock().unwrap(), [2, 1, 0]);
}
