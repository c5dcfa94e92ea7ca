//! Who is in which room.

use crate::house::{House, arg};
use crate::watched::Watched;
use rooms::Rooms;

fn sorted(mut rooms: Vec<String>) -> Vec<String> {
    rooms.sort();
    rooms
}

#[tokio::test(start_paused = true)]
async fn whoever_joins_hears_what_is_said_from_then_on() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    let red = || house.rooms.to("red");
    red().emit("before", &arg(1)).unwrap();
    house.rooms.join(&ann.socket, "red");
    red().emit("inside", &arg(2)).unwrap();
    house.rooms.leave(&ann.socket, "red");
    red().emit("after", &arg(3)).unwrap();
    house.rooms.join(&ann.socket, "red");
    red().emit("again", &arg(4)).unwrap();
    ann.expect(r#"42["inside",2]"#).await;
    ann.expect(r#"42["again",4]"#).await;
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn to_join_twice_is_to_join_once() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    house.rooms.join(&ann.socket, "red");
    house.rooms.join(&ann.socket, "red");
    house.rooms.to("red").emit("once", &arg(1)).unwrap();
    ann.expect(r#"42["once",1]"#).await;
    ann.expect_silence().await;
    house.rooms.leave(&ann.socket, "red");
    assert!(house.rooms.of(&ann.socket).is_empty());
}

#[tokio::test(start_paused = true)]
async fn to_leave_a_room_where_one_is_not_is_nothing() {
    let mut house = House::new();
    let [ann, bob] = house.guests().await;
    house.rooms.join(&ann.socket, "red");
    house.rooms.leave(&bob.socket, "red");
    house.rooms.leave(&bob.socket, "nowhere");
    assert_eq!(house.rooms.to("red").sockets().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn many_join_and_leave_at_once() {
    let mut house = House::new();
    let [ann, bob, cid] = house.guests().await;
    house.rooms.join(&ann.socket, "red");
    house.rooms.join(&bob.socket, "red");
    house.rooms.to("red").join("blue");
    assert_eq!(sorted(house.rooms.of(&ann.socket)), ["blue", "red"]);
    assert_eq!(sorted(house.rooms.of(&bob.socket)), ["blue", "red"]);
    assert!(house.rooms.of(&cid.socket).is_empty());
    house.rooms.to("blue").except(&bob.socket.id()).leave("red");
    assert_eq!(house.rooms.of(&ann.socket), ["blue"]);
    assert_eq!(sorted(house.rooms.of(&bob.socket)), ["blue", "red"]);
    house.rooms.all().join("green");
    assert_eq!(house.rooms.to("green").sockets().len(), 3);
    house.rooms.all().leave("green");
    assert_eq!(house.rooms.to("green").sockets().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_room_is_there_as_long_as_somebody_is_in_it() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let [ann, bob] = house.guests().await;
    let size = || watched.local.size();
    assert_eq!(size(), (2, 0));
    house.rooms.join(&ann.socket, "red");
    house.rooms.join(&bob.socket, "red");
    house.rooms.join(&bob.socket, "blue");
    assert_eq!(size(), (2, 2));
    house.rooms.leave(&ann.socket, "red");
    assert_eq!(size(), (2, 2));
    house.rooms.leave(&bob.socket, "red");
    assert_eq!(size(), (2, 1));
    // Nobody has to leave a room before he goes.
    bob.socket.disconnect(false);
    assert_eq!(size(), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn whoever_is_gone_joins_nothing() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let ann = house.guest().await;
    ann.socket.disconnect(false);
    house.rooms.join(&ann.socket, "red");
    assert!(house.rooms.of(&ann.socket).is_empty());
    assert_eq!(watched.local.size(), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn whoever_is_sent_away_at_the_door_leaves_nothing_behind() {
    let watched = Watched::default();
    let rooms = Rooms::with("/", watched.clone());
    let connect = |rooms: &Rooms, socket: &events::Socket| {
        rooms.join(socket, "red");
        socket.disconnect(false);
    };
    let mut house = House::whose(rooms, |_| {}, connect);
    let mut ann = house.guest().await;
    ann.expect("41").await;
    assert_eq!(watched.local.size(), (0, 0));
}
