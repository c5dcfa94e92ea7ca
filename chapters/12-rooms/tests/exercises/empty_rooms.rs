//! 12.6: rooms that nobody is in.

use crate::empty_rooms::Rooms;

fn counts(rooms: &Rooms) -> (usize, usize) {
    (rooms.members.len(), rooms.rooms.len())
}

#[track_caller]
fn expect_nothing(rooms: &Rooms, after: &str, hint: &str) {
    let (members, guests) = counts(rooms);
    assert!(
        (members, guests) == (0, 0),
        "{after}\n  it should keep 0 rooms and 0 guests\n  it keeps {members} \
         rooms and {guests} guests\n{hint}",
    );
}

#[exercise::check(empty_rooms)]
#[test]
fn ex_12_6_a_room_that_all_have_left_is_gone() {
    let mut rooms = Rooms::default();
    for number in 0..1000 {
        rooms.join(number, "red");
        rooms.join(number, &format!("own {number}"));
    }
    for number in 0..1000 {
        rooms.leave(number, "red");
        rooms.leave(number, &format!("own {number}"));
        rooms.leave(number, "where he never was");
    }
    expect_nothing(
        &rooms,
        "1000 guests join two rooms each, and leave both",
        "An empty set takes room as well, and so does its name (hint 1).",
    );
}

#[exercise::check(empty_rooms)]
#[test]
fn ex_12_6_whoever_stays_is_still_in() {
    let mut rooms = Rooms::default();
    rooms.join(1, "red");
    rooms.join(2, "red");
    rooms.leave(1, "red");
    let left = rooms.members.get("red").map(|members| members.len());
    assert!(
        left == Some(1),
        "two guests join red, one leaves\n  one should be in there\n  there \
         are {}\nA room is over when its last guest leaves, not before \
         (hint 2).",
        left.unwrap_or(0),
    );
    rooms.gone(2);
    expect_nothing(
        &rooms,
        "two guests join red, one leaves, and the other one goes",
        "One of them has left, and the other one has gone. Neither may leave \
         anything behind, in neither map (hints 2 and 3).",
    );
}

#[exercise::check(empty_rooms)]
#[test]
fn ex_12_6_whoever_goes_leaves_nothing_behind() {
    let mut rooms = Rooms::default();
    for number in 0..1000 {
        rooms.join(number, "red");
        rooms.join(number, &format!("own {number}"));
    }
    (0..1000).for_each(|number| rooms.gone(number));
    expect_nothing(
        &rooms,
        "1000 guests join two rooms each, and their connections are lost",
        "Nobody who pulls a cable says goodbye first. Which of the two maps \
         knows where he was? (hint 3)",
    );
    rooms.gone(7); // once more: nothing happens
}
