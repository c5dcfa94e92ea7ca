//! 12.2: to all but one room.

use std::collections::HashSet;

use events::Encoded;

use crate::all_but::Chat;
use crate::house::{Guest, House, arg};

const NAMES: [&str; 4] = ["ann", "bob", "cid", "dan"];

/// Ann and Bob are in `red`, Bob and Cid in `blue`, Dan is in none.
async fn chat() -> (Chat, [Guest; 4]) {
    let guests: [Guest; 4] = House::new().guests().await;
    let mut chat = Chat::default();
    for guest in &guests {
        chat.sockets.insert(guest.socket.id(), guest.socket.clone());
    }
    for (room, members) in [("red", [0, 1]), ("blue", [1, 2])] {
        let ids = members.iter().map(|at| guests[*at].socket.id());
        chat.rooms.insert(room.to_string(), ids.collect::<HashSet<_>>());
    }
    (chat, guests)
}

fn encoded(name: &str) -> Encoded {
    Encoded::event("/", None, name, &arg(0)).unwrap()
}

/// Who has heard it, each as often as he has.
async fn heard(to: &[&str], except: &[&str]) -> String {
    let (chat, mut guests) = chat().await;
    chat.send(to, except, &encoded("it"));
    let mut names = Vec::new();
    for (name, guest) in NAMES.iter().zip(&mut guests) {
        guest.socket.send(&encoded("end"));
        while guest.hear().await != r#"42["end",0]"# {
            names.push(*name);
        }
    }
    names.join(", ")
}

async fn expect(to: &[&str], except: &[&str], names: &str, cause: &str) {
    let heard = heard(to, except).await;
    assert!(
        heard == names,
        "ann and bob are in red, bob and cid in blue, dan in none\nto {to:?}, \
         except {except:?}\n  should be heard by: {names}\n  was heard by:       \
         {heard}\n{cause}",
    );
}

#[exercise::check(all_but)]
#[tokio::test(start_paused = true)]
async fn ex_12_2_nobody_is_told_twice() {
    let twice = "Bob is in both rooms. First find out who is meant, in a set, \
                 and then tell them (hint 1).";
    expect(&["red", "blue"], &[], "ann, bob, cid", twice).await;
    expect(&["red", "red"], &[], "ann, bob", twice).await;
    let all = "No room is named, so everybody is meant: dan too, who is in \
               no room (hint 2).";
    expect(&[], &[], "ann, bob, cid, dan", all).await;
    let none = "A room that does not exist has nobody in it. That is not an \
                error, and not everybody.";
    expect(&["green"], &[], "", none).await;
}

#[exercise::check(all_but)]
#[tokio::test(start_paused = true)]
async fn ex_12_2_whoever_is_in_a_room_that_is_left_out_hears_nothing() {
    let cause = "Not the room is left out but the people in it, wherever else \
                 they are (hint 3).";
    expect(&["red"], &["blue"], "ann", cause).await;
    expect(&["red", "blue"], &["blue"], "ann", cause).await;
    expect(&[], &["red"], "cid, dan", cause).await;
    expect(&[], &["red", "blue"], "dan", cause).await;
    expect(&["red"], &["red"], "", cause).await;
    let nobody = "To leave a room out that does not exist changes nothing.";
    expect(&["red"], &["green"], "ann, bob", nobody).await;
}
