//! A request's query.

use engine::{Asked, Refusal, Revision, Sid, Transport};

const SID: &str = "Tgda6jvCUCjnffadAAAA";

fn polling(revision: Revision) -> Asked {
    let transport = Transport::Polling;
    Asked { revision, transport, sid: None, base64: false }
}

#[test]
fn revision_transport_and_sid_are_read_in_any_order() {
    let four = polling(Revision::Four);
    assert_eq!(Asked::read("EIO=4&transport=polling"), Ok(four));
    assert_eq!(Asked::read("transport=polling&EIO=4"), Ok(four));
    let three = polling(Revision::Three);
    assert_eq!(Asked::read("EIO=3&transport=polling"), Ok(three));
    let transport = Transport::WebSocket;
    let websocket = Asked { transport, sid: Sid::read(SID), ..four };
    let query = format!("EIO=4&transport=websocket&sid={SID}");
    assert_eq!(Asked::read(&query), Ok(websocket));
}

#[test]
fn what_it_does_not_know_it_leaves_alone() {
    for more in ["t=Pk3x1", "token=abc", "", "=", "&", "x", "EIOx=3", "%"] {
        let query = format!("{more}&EIO=4&transport=polling&{more}");
        assert_eq!(Asked::read(&query), Ok(polling(Revision::Four)), "{more}");
    }
}

#[test]
fn b64_asks_for_text_only_unless_it_is_0() {
    for (query, base64) in [
        ("&b64=1", true),
        ("&b64=true", true),
        ("&b64=0", false),
        ("&b64", false),
        ("", false),
    ] {
        let query = format!("EIO=3&transport=polling{query}");
        assert_eq!(Asked::read(&query).unwrap().base64, base64, "{query}");
    }
}

#[test]
fn any_other_transport_is_unknown_and_so_is_a_script() {
    for query in [
        "",
        "EIO=4",
        "EIO=4&transport=",
        "EIO=4&transport=Polling",
        "EIO=4&transport=flashsocket",
        "EIO=4&transport=webtransport",
        "EIO=4&transport=__proto__",
        "EIO=4&transport=toString",
        "EIO=4&transport=polling%20",
        "EIO=3&transport=polling&j=0",
    ] {
        let unknown = Err(Refusal::UnknownTransport);
        assert_eq!(Asked::read(query), unknown, "{query}");
    }
}

#[test]
fn any_other_revision_is_unsupported() {
    for query in ["", "EIO", "EIO=", "EIO=2", "EIO=5", "EIO=abc", "EIO=04"] {
        for transport in ["polling", "websocket"] {
            let query = format!("transport={transport}&{query}");
            let unsupported = Err(Refusal::UnsupportedRevision);
            assert_eq!(Asked::read(&query), unsupported, "{query}");
        }
    }
}

#[test]
fn what_cannot_be_a_sid_is_an_unknown_session() {
    for sid in ["", "abc", &SID[1..], &format!("{SID}=")] {
        let query = format!("EIO=4&transport=polling&sid={sid}");
        let unknown = Err(Refusal::UnknownSession);
        assert_eq!(Asked::read(&query), unknown, "{query}");
    }
}

#[test]
fn of_two_of_a_name_the_first_one_counts() {
    let asked = Asked::read("EIO=4&EIO=3&transport=polling&transport=x");
    assert_eq!(asked, Ok(polling(Revision::Four)));
}

#[test]
fn the_transport_is_refused_before_the_revision_and_that_before_the_sid() {
    let asked = |query| Asked::read(query).unwrap_err();
    let transport = asked("transport=x&EIO=9&sid=x");
    assert_eq!(transport, Refusal::UnknownTransport);
    let revision = asked("transport=polling&EIO=9&sid=x");
    assert_eq!(revision, Refusal::UnsupportedRevision);
}
