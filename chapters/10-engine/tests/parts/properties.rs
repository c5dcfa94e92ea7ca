//! What holds for any bytes. A moment of it on each run, and longer so:
//!
//! ```sh
//! ARBTEST_BUDGET_MS=60000 cargo test -p chapter-10 --test parts properties
//! ```

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use engine::{
    Asked, Config, Content, Error, Event, Open, Packet, Probe, Revision,
    Session, Sid, payload, payload_three,
};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::{MS, batch, binary, text};

type Read = Vec<std::result::Result<Packet, Error>>;

/// Where chance begins: what it would take long to find.
const SEEDS: [&[u8]; 16] = [
    b"4hello\x1e4\xe2\x82\xac",
    b"4a\x1ebAQIDBA==\x1eb",
    b"b4OHi",
    b"6:4hello2:4\xe2\x82\xac",
    b"3:4\xf0\x9d\x95\x8a",
    b"10:b4AQIDBA==",
    b"18446744073709551615:4",
    b"0:",
    b"\x00\x04\xff\x34\xe2\x82\xac\x01\x05\xff\x04\x01\x02\x03\x04",
    b"\x01\x01\x08\x04\x04\x06\x07\x04\x04\x00\xff",
    b"2probe",
    b"5",
    b"1",
    b"EIO=4&transport=polling&sid=Tgda6jvCUCjnffadAAAA&b64=1",
    b"0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":1,\"pingTimeout\":1,\
      \"maxPayload\":1}",
    b"4\x00\xff",
];

/// Tries the property on the seeds, on seeds that were damaged, and on
/// whatever chance makes.
fn check(property: impl Fn(&[u8])) {
    SEEDS.iter().for_each(|seed| property(seed));
    arbtest(|u| {
        let bytes = match u.ratio(1, 2)? {
            true => damaged(u)?,
            false => u.arbitrary()?,
        };
        property(&bytes);
        Ok(())
    });
}

/// Some seeds in a row, and a few bytes of them changed.
fn damaged(u: &mut Unstructured) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for _ in 0..u.int_in_range(1..=4)? {
        bytes.extend_from_slice(u.choose(&SEEDS)?);
    }
    for _ in 0..u.int_in_range(0..=3)? {
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
    }
    Ok(bytes)
}

/// A few packets, whatever is in them. `avoid` is nowhere.
fn packets(u: &mut Unstructured, avoid: Option<char>) -> Result<Vec<Packet>> {
    let mut packets = Vec::new();
    for _ in 0..u.int_in_range(1..=5)? {
        let mut data: String = u.arbitrary()?;
        data.retain(|letter| Some(letter) != avoid);
        packets.push(match u.int_in_range(0..=7)? {
            0 => Packet::Open(data),
            1 => Packet::Close,
            2 => Packet::Ping(data),
            3 => Packet::Pong(data),
            4 => text(&data),
            5 => Packet::Upgrade,
            6 => Packet::Noop,
            _ => binary(u.arbitrary()?),
        });
    }
    Ok(packets)
}

/// What a body holds, as each of the three would read it.
fn all_read(body: &[u8]) -> [Read; 3] {
    let text = String::from_utf8_lossy(body);
    [
        payload::read(&text).collect(),
        payload_three::read(&text).collect(),
        payload_three::read_binary(body).collect(),
    ]
}

/// How much memory it keeps.
fn size(packet: &Packet) -> usize {
    match packet {
        Packet::Open(data) | Packet::Ping(data) | Packet::Pong(data) => {
            data.len()
        }
        Packet::Message(message) => match message.content() {
            Content::Text(text) => text.len(),
            Content::Binary(bytes) => bytes.len(),
        },
        Packet::Close | Packet::Upgrade | Packet::Noop => 0,
    }
}

#[test]
fn packets_come_back_from_a_body_of_revision_4() {
    arbtest(|u| {
        let sent = packets(u, Some('\x1e'))?;
        let body = payload::write(batch(&sent));
        let body = std::str::from_utf8(&body).expect("text");
        let read: Read = payload::read(body).collect();
        assert_eq!(read, sent.into_iter().map(Ok).collect::<Read>());
        Ok(())
    });
}

#[test]
fn packets_come_back_from_either_body_of_revision_3() {
    arbtest(|u| {
        let sent = packets(u, None)?;
        let has_bytes =
            sent.iter().any(|packet| packet.clone().encode()[0] == 4);
        let sent_again: Read = sent.iter().cloned().map(Ok).collect();
        for only_text in [true, false] {
            let (body, is_binary) =
                payload_three::write(batch(&sent), only_text);
            assert_eq!(is_binary, has_bytes && !only_text);
            let read: Read = match is_binary {
                true => payload_three::read_binary(&body).collect(),
                false => {
                    let body = std::str::from_utf8(&body).expect("text");
                    payload_three::read(body).collect()
                }
            };
            assert_eq!(read, sent_again);
        }
        Ok(())
    });
}

#[test]
fn packets_come_back_from_a_websocket_of_either_revision() {
    arbtest(|u| {
        for packet in packets(u, None)? {
            for revision in [Revision::Three, Revision::Four] {
                let frame = revision.say(packet.clone().encode());
                assert_eq!(revision.hear(frame), Ok(packet.clone()));
            }
        }
        Ok(())
    });
}

#[test]
fn a_body_of_revision_3_that_was_cut_holds_its_first_packets_and_one_error() {
    arbtest(|u| {
        let sent = packets(u, None)?;
        let (body, is_binary) = payload_three::write(batch(&sent), false);
        let cut = &body[..u.choose_index(body.len())?];
        let read: Read = match (is_binary, std::str::from_utf8(cut)) {
            (true, _) => payload_three::read_binary(cut).collect(),
            (false, Ok(cut)) => payload_three::read(cut).collect(),
            (false, Err(_)) => return Ok(()), // refused before it is read
        };
        let whole = read.iter().take_while(|read| read.is_ok()).count();
        assert!(read.len() <= whole + 1 && whole <= sent.len());
        for (read, sent) in read.into_iter().zip(&sent).take(whole) {
            assert_eq!(read.as_ref(), Ok(sent));
        }
        Ok(())
    });
}

#[test]
fn two_bodies_in_one_are_the_packets_of_both() {
    arbtest(|u| {
        let first = packets(u, None)?;
        let then = packets(u, None)?;
        let (mut body, _) = payload_three::write(batch(&first), true);
        body.extend(payload_three::write(batch(&then), true).0);
        let body = std::str::from_utf8(&body).expect("text");
        let read: Read = payload_three::read(body).collect();
        let sent = first.into_iter().chain(then).map(Ok);
        assert_eq!(read, sent.collect::<Read>());
        Ok(())
    });
}

#[test]
fn no_body_holds_more_than_its_own_bytes() {
    check(|body| {
        // A byte that is not UTF-8 is three when it has been replaced.
        let most = String::from_utf8_lossy(body).len();
        for read in all_read(body) {
            assert!(read.len() <= most + 1, "{} packets", read.len());
            let sizes = read.iter().flatten().map(size);
            assert!(sizes.sum::<usize>() <= most);
        }
    });
}

#[test]
fn no_frame_brings_a_decoder_down_and_what_it_holds_is_no_longer() {
    check(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        for revision in [Revision::Three, Revision::Four] {
            for frame in
                [Frame::text(text.as_ref()), Frame::binary(bytes.to_vec())]
            {
                let most = frame.len();
                if let Ok(packet) = revision.hear(frame) {
                    assert!(size(&packet) <= most);
                    let _ = Open::read(&packet);
                    // What can be heard can be said, and heard again.
                    let said = revision.say(packet.clone().encode());
                    assert_eq!(revision.hear(said), Ok(packet));
                }
            }
        }
    });
}

#[test]
fn no_query_brings_a_reader_down() {
    check(|bytes| {
        let query = String::from_utf8_lossy(bytes);
        if let Ok(Asked { sid: Some(sid), .. }) = Asked::read(&query) {
            assert_eq!(Sid::read(&sid.to_string()), Some(sid));
        }
        let _ = Sid::read(&query);
    });
}

#[test]
fn no_row_of_packets_brings_a_session_or_a_probe_down() {
    let config = Config::default();
    check(|bytes| {
        for revision in [Revision::Three, Revision::Four] {
            let mut now = Instant::now();
            let mut session = Session::server(revision, &config, now);
            let mut probe = Probe::default();
            for packet in all_read(bytes).into_iter().flatten().flatten() {
                let _ = probe.receive(&packet);
                now += 9_999 * MS;
                let before = session.deadline();
                match session.receive(packet, now) {
                    // Only what belongs to the heartbeat moves it.
                    Ok(Event::Message(_) | Event::Close) | Err(_) => {
                        assert_eq!(session.deadline(), before);
                    }
                    Ok(Event::Answer(Packet::Pong(_))) | Ok(Event::Nothing) => {
                    }
                    Ok(event) => panic!("{event:?}"),
                }
                if session.tick(now).is_err() {
                    break;
                }
                // It never asks for a moment that has passed.
                assert!(session.deadline() > now);
            }
        }
    });
}
