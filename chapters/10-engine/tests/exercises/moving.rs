//! 10.4: move, and lose nothing.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::moving::{Act, Event, Session};

fn say(packet: &str) -> Event {
    Event::Say(packet.to_string())
}

fn send(packet: &str) -> Act {
    Act::Send(packet.to_string())
}

fn answer(packets: &[&str]) -> Act {
    Act::Answer(packets.iter().map(|packet| packet.to_string()).collect())
}

/// Whether they are the same, but for the order of the two connections: an
/// answer may come before or behind what the WebSocket is told.
fn are_the_same(acts: &[Act], expected: &[Act]) -> bool {
    let is_answer = |act: &&Act| matches!(act, Act::Answer(_));
    let answers = acts.iter().filter(is_answer);
    let sends = acts.iter().filter(|act| !is_answer(act));
    answers.eq(expected.iter().filter(is_answer))
        && sends.eq(expected.iter().filter(|act| !is_answer(act)))
}

/// Lets all of it happen, and compares each step.
#[track_caller]
fn expect(script: &[(Event, Vec<Act>)], why: &str) {
    let mut session = Session::default();
    let mut told = String::new();
    for (event, expected) in script {
        let acts = session.on(event.clone());
        if !are_the_same(&acts, expected) {
            panic!(
                "{told}{event:?}: you do {acts:?}\n\
                 it should be {expected:?}\n{why}"
            );
        }
        told += &format!("{event:?}: {acts:?}\n");
    }
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_what_waits_is_heard_by_the_next_poll() {
    expect(
        &[
            (Event::Poll, vec![]),
            (say("4a"), vec![answer(&["4a"])]),
            (say("4b"), vec![]),
            (say("4c"), vec![]),
            (Event::Poll, vec![answer(&["4b", "4c"])]),
        ],
        "Without a WebSocket nothing is new: do not break what works.",
    );
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_polling_goes_on_until_5_has_come() {
    expect(
        &[
            (Event::Probe, vec![send("3probe")]),
            (say("4a"), vec![]),
            (Event::Poll, vec![answer(&["4a"])]),
        ],
        "A client that has said `2probe` waits for `3probe` there, and takes \
         everything else for a fault. Where does it listen, until it says \
         `5`? And `6` is only for a poll that has nothing to hear (hint 1)",
    );
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_no_poll_waits_while_a_websocket_is_tried_out() {
    let why = "The client says `5` when its last poll has been answered. This \
               one would be answered when somebody says something, perhaps in \
               an hour. What can you answer it with that means nothing? \
               (hint 2)";
    expect(
        &[
            (Event::Poll, vec![]),
            (Event::Probe, vec![send("3probe"), answer(&["6"])]),
        ],
        why,
    );
    expect(
        &[
            (Event::Probe, vec![send("3probe")]),
            (Event::Poll, vec![answer(&["6"])]),
            (Event::Poll, vec![answer(&["6"])]),
        ],
        why,
    );
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_what_waits_moves_with_the_session() {
    expect(
        &[
            (Event::Probe, vec![send("3probe")]),
            (say("4a"), vec![]),
            (say("4b"), vec![]),
            (Event::Upgrade, vec![send("4a"), send("4b")]),
            (say("4c"), vec![send("4c")]),
        ],
        "`4a` and `4b` were said after the last poll, and nobody will poll \
         again. Who hears them? (hint 3)",
    );
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_a_5_without_a_2probe_moves_nothing() {
    expect(
        &[
            (Event::Upgrade, vec![]),
            (say("4a"), vec![]),
            (Event::Poll, vec![answer(&["4a"])]),
        ],
        "No WebSocket has shown that it works both ways. Who would hear what \
         is sent there? (hint 3)",
    );
}

#[exercise::check(moving)]
#[test]
fn ex_10_4_a_websocket_that_is_lost_has_never_been() {
    expect(
        &[
            (Event::Probe, vec![send("3probe")]),
            (say("4a"), vec![]),
            (Event::Lost, vec![]),
            (Event::Upgrade, vec![]),
            (Event::Poll, vec![answer(&["4a"])]),
            (Event::Poll, vec![]),
            (say("4b"), vec![answer(&["4b"])]),
            (say("4c"), vec![]),
            (Event::Probe, vec![send("3probe")]),
            (Event::Upgrade, vec![send("4c")]),
        ],
        "The WebSocket that has said `2probe` is gone. Polls wait again, and \
         a `5` moves nothing until the next `2probe`. What do you remember \
         of it? (hint 3)",
    );
}

/// Whatever happens in whatever order, each packet is heard once.
#[exercise::check(moving)]
#[test]
fn ex_10_4_nothing_is_lost_and_nothing_is_heard_twice() {
    // The same luck on every machine.
    let mut luck = StdRng::seed_from_u64(10);
    for _ in 0..1000 {
        let mut events = Vec::new();
        for number in 0..luck.random_range(0..8) {
            events.push(match luck.random_range(0..5) {
                0 => Event::Poll,
                1 => Event::Probe,
                2 => Event::Lost,
                _ => say(&format!("4{number}")),
            });
        }
        events.extend([Event::Probe, Event::Upgrade, say("4last")]);
        listen(events);
    }
}

/// Compares what is said with what is heard.
fn listen(events: Vec<Event>) {
    let mut session = Session::default();
    let (mut said, mut heard) = (Vec::new(), Vec::new());
    let (mut told, mut polling) = (String::new(), false);
    for event in events {
        if let Event::Say(packet) = &event {
            said.push(packet.clone());
        }
        // A client polls once at a time.
        if event == Event::Poll && std::mem::replace(&mut polling, true) {
            continue;
        }
        let acts = session.on(event.clone());
        told += &format!("{event:?}: {acts:?}\n");
        for act in acts {
            match act {
                Act::Answer(packets) => {
                    polling = false;
                    heard.extend(packets.into_iter().filter(|p| p != "6"));
                }
                Act::Send(packet) if packet == "3probe" => {}
                Act::Send(packet) => heard.push(packet),
            }
        }
    }
    assert!(
        said == heard,
        "{told}was said:  {said:?}\nwas heard: {heard:?}\n\
         Each packet is heard once, and in the order in which it was said \
         (hint 3)"
    );
}
