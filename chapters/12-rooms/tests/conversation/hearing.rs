//! Who hears what: every combination of all that can be said of an audience,
//! beside a model that is nothing but sets.

use std::collections::BTreeSet;

use events::Socket;
use rooms::{Broadcast, Rooms};

use crate::house::{Guest, House, arg, settle};

const NAMES: [&str; 4] = ["ann", "bob", "cid", "dan"];

/// Who is in which room. `dan` is also a room: his own.
fn members(room: &str) -> BTreeSet<&'static str> {
    match room {
        "red" => ["ann", "bob"].into(),
        "blue" => ["bob", "cid"].into(),
        own => NAMES.into_iter().filter(|name| *name == own).collect(),
    }
}

/// The model: all, or those of the rooms, without those of `except`.
fn expected(case: &Case) -> BTreeSet<&'static str> {
    let union = |rooms: &[&str]| -> BTreeSet<&'static str> {
        rooms.iter().flat_map(|room| members(room)).collect()
    };
    let meant = match case.to.is_empty() {
        true => NAMES.into(),
        false => union(case.to),
    };
    let except = [case.except, case.from.as_slice()].concat();
    meant.difference(&union(&except)).copied().collect()
}

#[derive(Debug)]
struct Case {
    to: &'static [&'static str],
    except: &'static [&'static str],
    /// Who broadcasts, if it is a guest.
    from: Vec<&'static str>,
    local: bool,
    volatile: bool,
}

fn cases() -> Vec<Case> {
    const TO: [&[&str]; 7] = [
        &[],
        &["red"],
        &["red", "blue"],
        &["red", "red"],
        &["dan"],
        &["dan", "blue"],
        &["nobody"],
    ];
    const EXCEPT: [&[&str]; 6] =
        [&[], &["red"], &["red", "blue"], &["ann"], &["dan"], &["nobody"]];
    let mut cases = Vec::new();
    for to in TO {
        for except in EXCEPT {
            for from in [vec![], vec!["ann"], vec!["dan"]] {
                for [local, volatile] in
                    [[false, false], [false, true], [true, false], [true, true]]
                {
                    let from = from.clone();
                    cases.push(Case { to, except, from, local, volatile });
                }
            }
        }
    }
    cases
}

/// A room's name, or the id of whoever is called so.
fn room(guests: &[Guest], name: &str) -> String {
    match NAMES.iter().position(|known| *known == name) {
        Some(at) => guests[at].socket.id(),
        None => name.to_string(),
    }
}

fn choose<'a>(
    rooms: &'a Rooms,
    guests: &[Guest],
    case: &Case,
) -> Broadcast<'a> {
    let mut chosen = match case.from.first() {
        None => rooms.all(),
        Some(name) => {
            let at = NAMES.iter().position(|known| known == name).unwrap();
            rooms.broadcast(&guests[at].socket)
        }
    };
    for name in case.to {
        chosen = chosen.to(&room(guests, name));
    }
    for name in case.except {
        chosen = chosen.except(&room(guests, name));
    }
    if case.local {
        chosen = chosen.local();
    }
    if case.volatile {
        chosen = chosen.volatile();
    }
    chosen
}

async fn four() -> (House, [Guest; 4]) {
    let mut house = House::new();
    let guests: [Guest; 4] = house.guests().await;
    for name in ["red", "blue"] {
        for (at, guest) in guests.iter().enumerate() {
            if members(name).contains(NAMES[at]) {
                house.rooms.join(&guest.socket, name);
            }
        }
    }
    (house, guests)
}

#[tokio::test(start_paused = true)]
async fn everybody_hears_exactly_what_is_meant_for_him() {
    let (house, mut guests) = four().await;
    let cases = cases();
    assert_eq!(cases.len(), 504);
    for (number, case) in cases.iter().enumerate() {
        let chosen = choose(&house.rooms, &guests, case);
        chosen.emit("case", &arg(number)).unwrap();
        settle().await; // or the next one would not be volatile for nobody
    }
    house.rooms.all().emit("end", &arg(0)).unwrap();
    let mut heard = vec![BTreeSet::new(); cases.len()];
    for (name, guest) in NAMES.into_iter().zip(&mut guests) {
        loop {
            let event = guest.hear().await;
            if event == r#"42["end",0]"# {
                break;
            }
            let number = event.strip_prefix(r#"42["case","#).expect(&event);
            let number: usize =
                number.strip_suffix("]").unwrap().parse().unwrap();
            assert!(heard[number].insert(name), "{name} hears {number} twice");
        }
    }
    for (case, heard) in cases.iter().zip(heard) {
        assert_eq!(heard, expected(case), "{case:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn those_who_are_fetched_are_those_who_would_hear_it() {
    let (house, guests) = four().await;
    for case in cases() {
        let found = choose(&house.rooms, &guests, &case).sockets();
        let name = |socket: &Socket| {
            let ids = guests.iter().position(|g| g.socket.id() == socket.id());
            NAMES[ids.unwrap()]
        };
        assert_eq!(found.iter().map(name).count(), expected(&case).len());
        let found: BTreeSet<_> = found.iter().map(name).collect();
        assert_eq!(found, expected(&case), "{case:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_audience_is_asked_again_each_time() {
    let (house, [mut ann, ..]) = four().await;
    let red = house.rooms.to("red");
    red.clone().emit("one", &arg(1)).unwrap();
    house.rooms.leave(&ann.socket, "red");
    red.clone().emit("two", &arg(2)).unwrap();
    house.rooms.join(&ann.socket, "red");
    red.emit("three", &arg(3)).unwrap();
    ann.expect(r#"42["one",1]"#).await;
    ann.expect(r#"42["three",3]"#).await;
}
