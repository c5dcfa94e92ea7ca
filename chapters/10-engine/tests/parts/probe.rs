//! What a WebSocket says before a session moves to it.

use engine::{Error, Packet, Probe, Step};

use crate::text;

fn probe() -> Packet {
    Packet::Ping("probe".to_string())
}

#[test]
fn a_probe_is_answered_and_then_the_session_moves() {
    let mut state = Probe::default();
    let answer = Packet::Pong("probe".to_string());
    assert_eq!(state.receive(&probe()), Ok(Step::Answer(answer)));
    assert_eq!(state.receive(&Packet::Upgrade), Ok(Step::Move));
}

#[test]
fn nothing_moves_without_a_probe() {
    let wrong = Err(Error::BadProbe);
    assert_eq!(Probe::default().receive(&Packet::Upgrade), wrong);
}

#[test]
fn a_second_probe_and_everything_else_is_an_error_at_either_moment() {
    for packet in [
        Packet::Ping(String::new()),
        Packet::Ping("probe ".to_string()),
        Packet::Ping("PROBE".to_string()),
        Packet::Pong("probe".to_string()),
        Packet::Open(String::new()),
        Packet::Close,
        Packet::Noop,
        text("hello"),
    ] {
        let mut state = Probe::default();
        assert_eq!(state.receive(&packet), Err(Error::BadProbe));
        assert!(state.receive(&probe()).is_ok());
        assert_eq!(state.receive(&packet), Err(Error::BadProbe));
        assert_eq!(state.receive(&probe()), Err(Error::BadProbe));
    }
}
