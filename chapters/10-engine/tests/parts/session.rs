//! Packets in, events out, for either side and both revisions.

use std::time::Duration;

use engine::{
    Config, Error, Event, Message, Open, Packet, Reason, Revision, Session, Sid,
};
use tokio::time::Instant;

use crate::{MS, binary, text};

const EVERY: Duration = Duration::from_secs(25);
const PATIENCE: Duration = Duration::from_secs(20);

fn server(revision: Revision, now: Instant) -> Session {
    Session::server(revision, &Config::default(), now)
}

fn client(now: Instant) -> Session {
    let open = Open::new(Sid::fresh(), false, &Config::default());
    Session::client(&open, now)
}

/// The same three with their start.
fn all() -> (Instant, [Session; 3]) {
    let now = Instant::now();
    let servers = [Revision::Four, Revision::Three].map(|r| server(r, now));
    let [four, three] = servers;
    (now, [four, three, client(now)])
}

fn ping(data: &str) -> Packet {
    Packet::Ping(data.to_string())
}

fn pong(data: &str) -> Packet {
    Packet::Pong(data.to_string())
}

#[test]
fn a_server_of_revision_4_asks_and_a_pong_is_the_answer() {
    let start = Instant::now();
    let mut session = server(Revision::Four, start);
    let asked = start + EVERY;
    assert_eq!(session.tick(asked), Ok(Some(ping(""))));
    let heard = asked + 7 * MS;
    assert_eq!(session.receive(pong(""), heard), Ok(Event::Nothing));
    assert_eq!(session.deadline(), heard + EVERY);
}

#[test]
fn a_server_of_revision_3_answers_with_the_same_data_and_never_asks() {
    let start = Instant::now();
    let mut session = server(Revision::Three, start);
    assert_eq!(session.tick(start + EVERY), Ok(None));
    for (data, later) in [("", 1), ("probe", 2), ("€", 3)] {
        let now = start + later * EVERY;
        let answer = Ok(Event::Answer(pong(data)));
        assert_eq!(session.receive(ping(data), now), answer);
        assert_eq!(session.deadline(), now + EVERY + PATIENCE);
    }
}

#[test]
fn a_client_of_revision_4_answers_and_gives_up_after_both_times() {
    let start = Instant::now();
    let mut session = client(start);
    assert_eq!(session.revision(), Revision::Four);
    let asked = start + EVERY;
    let answer = Ok(Event::Answer(pong("")));
    assert_eq!(session.receive(ping(""), asked), answer);
    assert_eq!(session.tick(asked + EVERY + PATIENCE - MS), Ok(None));
    let late = session.tick(asked + EVERY + PATIENCE);
    assert_eq!(late, Err(Reason::PingTimeout));
}

#[test]
fn a_client_believes_the_times_that_the_server_has_said() {
    let start = Instant::now();
    let mut open = Open::new(Sid::fresh(), false, &Config::default());
    (open.ping_interval, open.ping_timeout) = (300, 200);
    let session = Session::client(&open, start);
    assert_eq!(session.deadline(), start + 500 * MS);
}

#[test]
fn a_server_that_names_the_longest_times_does_not_bring_a_client_down() {
    let start = Instant::now();
    let mut open = Open::new(Sid::fresh(), false, &Config::default());
    (open.ping_interval, open.ping_timeout) = (u64::MAX, u64::MAX);
    let mut session = Session::client(&open, start);
    assert!(session.receive(ping(""), start).is_ok());
    assert_eq!(session.tick(start + 1000 * EVERY), Ok(None));
}

#[test]
fn a_question_to_whoever_asks_is_an_error_and_so_is_an_unasked_answer() {
    let (now, [mut four, mut three, mut client]) = all();
    let wrong = Err(Error::WrongDirection);
    assert_eq!(four.receive(ping(""), now), wrong);
    assert_eq!(four.receive(ping("probe"), now), wrong);
    assert_eq!(three.receive(pong(""), now), wrong);
    assert_eq!(client.receive(pong(""), now), wrong);
}

#[test]
fn messages_are_handed_on_and_are_no_sign_of_life() {
    let (start, sessions) = all();
    for mut session in sessions {
        let deadline = session.deadline();
        for packet in [text("hello"), binary(b"hello"), text("")] {
            let Packet::Message(message) = packet.clone() else { panic!() };
            let heard = session.receive(packet, start + MS);
            assert_eq!(heard, Ok(Event::Message(message)));
        }
        assert_eq!(session.deadline(), deadline);
    }
}

#[test]
fn a_close_is_the_end_and_what_means_nothing_here_changes_nothing() {
    let (now, sessions) = all();
    for mut session in sessions {
        let deadline = session.deadline();
        for packet in [Packet::Open("{}".into()), Packet::Upgrade, Packet::Noop]
        {
            assert_eq!(session.receive(packet, now + MS), Ok(Event::Nothing));
        }
        assert_eq!(session.deadline(), deadline);
        assert_eq!(session.receive(Packet::Close, now), Ok(Event::Close));
    }
}

#[test]
fn a_server_and_a_client_that_hear_each_other_go_on_for_ever() {
    let mut now = Instant::now();
    let (mut server, mut client) = (server(Revision::Four, now), client(now));
    for _ in 0..1000 {
        now = server.deadline().min(client.deadline());
        assert_eq!(client.tick(now), Ok(None));
        let Some(question) = server.tick(now).unwrap() else { continue };
        now += PATIENCE - MS; // a very long way
        let Ok(Event::Answer(answer)) = client.receive(question, now) else {
            panic!("no answer");
        };
        assert_eq!(server.receive(answer, now), Ok(Event::Nothing));
    }
}

#[test]
fn a_message_is_shown_as_what_was_said() {
    let event = Event::Message(Message::text("hi"));
    assert_eq!(format!("{event:?}"), r#"Message(Text("hi"))"#);
}
