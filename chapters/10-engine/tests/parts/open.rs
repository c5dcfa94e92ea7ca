//! The first packet of a session.

use engine::{Config, Error, Open, Packet, Sid};

const SID: &str = "Tgda6jvCUCjnffadAAAA";
const POLLING: &str = r#"0{"sid":"Tgda6jvCUCjnffadAAAA","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#;

fn open(polling: bool) -> Open {
    Open::new(Sid::read(SID).unwrap(), polling, &Config::default())
}

#[test]
fn it_has_exactly_the_five_keys_of_the_official_server_in_its_order() {
    assert_eq!(open(true).packet().encode(), POLLING.as_bytes());
}

#[test]
fn it_has_118_bytes_by_polling_and_107_in_a_websocket() {
    assert_eq!(open(true).packet().encode().len(), 118);
    let by_websocket = open(false).packet().encode();
    assert_eq!(by_websocket.len(), 107);
    let none = POLLING.replace(r#"["websocket"]"#, "[]");
    assert_eq!(by_websocket, none.as_bytes());
}

#[test]
fn a_client_reads_what_a_server_writes() {
    for polling in [true, false] {
        assert_eq!(Open::read(&open(polling).packet()), Ok(open(polling)));
    }
}

#[test]
fn what_a_client_does_not_know_it_leaves_alone() {
    let more = POLLING[1..].replacen('{', r#"{"x":[1],"#, 1);
    assert_eq!(Open::read(&Packet::Open(more)), Ok(open(true)));
}

#[test]
fn a_server_that_does_not_say_all_of_it_is_none() {
    let not_open = Err(Error::NotOpen);
    for key in ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"]
    {
        let less = POLLING[1..].replace(key, "x");
        assert_eq!(Open::read(&Packet::Open(less)), not_open, "{key}");
    }
    for data in ["", "{", "[]", "null", r#"{"sid":1}"#] {
        assert_eq!(Open::read(&Packet::Open(data.to_string())), not_open);
    }
    for negative in ["-1", "1.5", "1e999", "\"25000\"", "null"] {
        let wrong = POLLING[1..].replace("25000", negative);
        assert_eq!(Open::read(&Packet::Open(wrong)), not_open, "{negative}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(Open::read(&Packet::Open(deep)), not_open);
    assert_eq!(Open::read(&Packet::Noop), not_open);
    assert_eq!(Open::read(&crate::text("{}")), not_open);
}
