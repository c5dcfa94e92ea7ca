//! 12.1: who hears what.

use kit::expect_prediction;
use rooms::{Broadcast, Rooms};

use crate::house::{Guest, House, arg, settle};
use crate::who_hears;

const NAMES: [&str; 4] = ["ann", "bob", "cid", "dan"];

/// Ann, Bob, Cid and Dan, in their rooms.
async fn four() -> (House, [Guest; 4]) {
    let mut house = House::new();
    let guests: [Guest; 4] = house.guests().await;
    for (at, room) in [(0, "red"), (1, "red"), (1, "blue"), (2, "blue")] {
        house.rooms.join(&guests[at].socket, room);
    }
    (house, guests)
}

/// What is said to those who are chosen, and to all behind it: how often has
/// each of them heard it?
async fn heard(say_it: impl Fn(&Rooms, &[Guest; 4])) -> [usize; 4] {
    let (house, mut guests) = four().await;
    say_it(&house.rooms, &guests);
    count(&house, &mut guests).await
}

async fn count(house: &House, guests: &mut [Guest; 4]) -> [usize; 4] {
    house.rooms.all().emit("end", &arg(0)).unwrap();
    let mut counts = [0; 4];
    for (guest, count) in guests.iter_mut().zip(&mut counts) {
        loop {
            match guest.hear().await.as_str() {
                r#"42["it",0]"# => *count += 1,
                r#"42["end",0]"# => break,
                _ => {}
            }
        }
    }
    counts
}

fn say(whom: Broadcast<'_>) {
    whom.emit("it", &arg(0)).unwrap();
}

fn names(counts: [usize; 4]) -> String {
    let heard = NAMES.iter().zip(counts).filter(|(_, count)| *count > 0);
    let names: Vec<&str> = heard.map(|(name, _)| *name).collect();
    match names.is_empty() {
        true => "nobody".to_string(),
        false => names.join(","),
    }
}

/// Nobody reads what waits for Dan.
async fn volatile() -> String {
    let (house, mut guests) = four().await;
    let [.., dan] = &guests;
    dan.socket.emit("fill", &arg("x".repeat(40_000))).unwrap();
    settle().await;
    say(house.rooms.all().volatile());
    names(count(&house, &mut guests).await)
}

#[exercise::check(who_hears)]
#[tokio::test(start_paused = true)]
async fn ex_12_1_who_hears_what() {
    let red_and_blue = heard(|rooms, _| say(rooms.to("red").to("blue"))).await;
    let red_but_not_blue =
        heard(|rooms, _| say(rooms.to("red").except("blue"))).await;
    let not_red = heard(|rooms, _| say(rooms.except("red"))).await;
    let from_ann =
        heard(|rooms, all| say(rooms.broadcast(&all[0].socket).to("blue")));
    let from_bob = heard(|rooms, all| say(rooms.broadcast(&all[1].socket)));
    let green = heard(|rooms, _| say(rooms.to("green"))).await;
    for (name, guess, fact, why) in [
        (
            "RED_AND_BLUE",
            who_hears::RED_AND_BLUE,
            names(red_and_blue),
            "With each `to` the audience grows: whoever is in one of the \
             rooms is meant, or in the other (hint 1).",
        ),
        (
            "RED_BUT_NOT_BLUE",
            who_hears::RED_BUT_NOT_BLUE,
            names(red_but_not_blue),
            "`except` takes people out, wherever else they are (hint 2).",
        ),
        (
            "NOT_RED",
            who_hears::NOT_RED,
            names(not_red),
            "Nobody has said `to`, so it begins with everybody, and then \
             those in `red` are taken out. Is Dan in `red`? (hint 2)",
        ),
        (
            "FROM_ANN_TO_BLUE",
            who_hears::FROM_ANN_TO_BLUE,
            names(from_ann.await),
            "`broadcast` leaves out the one who speaks. Was she in `blue`? \
             (hint 3)",
        ),
        (
            "FROM_BOB",
            who_hears::FROM_BOB,
            names(from_bob.await),
            "`broadcast` leaves out the one who speaks, and nobody else. In \
             which rooms one is does not matter here (hint 3).",
        ),
        (
            "GREEN",
            who_hears::GREEN,
            names(green),
            "Nobody has ever joined it. That is not the same as naming no \
             room (hint 1).",
        ),
        (
            "VOLATILE",
            who_hears::VOLATILE,
            volatile().await,
            "Volatile is for things that would be old when they come. For \
             whom does something else wait already? (hint 3)",
        ),
        (
            "BOB_HEARS_IT",
            who_hears::BOB_HEARS_IT,
            red_and_blue[1].to_string(),
            "He is in both. Rooms say who is meant, and one who is meant is \
             told: a set has each of its members once (hint 1).",
        ),
    ] {
        // Spaces between the names are no mistake.
        expect_prediction(name, &guess.replace(' ', ""), &fact, why);
    }
}
