//! What is left of those who have gone: nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kit::within;
use rooms::{Local, Rooms};
use tokio::time::sleep; // allowed: the clock is paused, in most of them

use crate::house::{House, MS, SECOND, arg};
use crate::watched::Watched;

#[tokio::test(start_paused = true)]
async fn after_all_have_gone_there_are_no_sockets_and_no_rooms() {
    let watched = Watched::default();
    let connect = |rooms: &Rooms, socket: &events::Socket| {
        for room in 0..10 {
            rooms.join(socket, &format!("{room} of {}", socket.id()));
            rooms.join(socket, &format!("{room} of all"));
        }
    };
    let rooms = Rooms::with("/", watched.clone());
    let mut house = House::whose(rooms, |_| {}, connect);
    let mut guests = Vec::new();
    for number in 0..30 {
        let guest = house.guest().await;
        assert_eq!(watched.local.size(), (number + 1, 10 * (number + 2)));
        guests.push(guest);
    }
    // Each goes in another way.
    for (at, mut guest) in guests.into_iter().enumerate() {
        match at % 5 {
            0 => drop(guest),
            1 => guest.say("41").await,
            2 => wiretap::Stream::reset(&guest.peer.stream),
            3 => guest.socket.disconnect(false),
            _ => guest.socket.disconnect(true),
        }
    }
    sleep(60 * SECOND).await;
    assert_eq!(watched.local.size(), (0, 0));
    house.rooms.all().emit("is anybody here?", &arg(1)).unwrap();
    assert_eq!(house.engine.size(), 0);
}

/// Another thread puts out whoever is in, at whatever moment that is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_put_out_while_he_comes_in_is_not_in() {
    let watched = Watched::default();
    let rooms = Rooms::with("/", watched.clone());
    let mut house = House::with(rooms.clone(), |_| {});
    let over = Arc::<AtomicBool>::default();
    let until = over.clone();
    let putting_out = std::thread::spawn(move || {
        while !until.load(Ordering::Relaxed) {
            rooms.all().disconnect(false);
        }
    });
    for _ in 0..300 {
        drop(house.guest().await);
    }
    over.store(true, Ordering::Relaxed);
    putting_out.join().unwrap();
    let nobody = async {
        while watched.local.size() != (0, 0) {
            sleep(MS).await; // allowed: two threads
        }
    };
    within("the last one to be forgotten", nobody).await;
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_rooms_that_were_left_are_no_rooms() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let ann = house.guest().await;
    for number in 0..10_000 {
        let room = format!("room {number}");
        house.rooms.join(&ann.socket, &room);
        house.rooms.leave(&ann.socket, &room);
    }
    assert_eq!(watched.local.size(), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_nobody_has_entered_has_nothing() {
    assert_eq!(Local::default().size(), (0, 0));
    assert!(House::new().rooms.all().sockets().is_empty());
}
