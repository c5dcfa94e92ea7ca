//! Whatever else a stranger may send: the session ends, and nothing else
//! does.

use std::time::Duration;

use events::MAX_DEPTH;
use tokio::time::sleep; // allowed: the clock is paused

use crate::house::House;

/// Packets that cannot be, in a session that has joined `/`.
fn packets() -> Vec<String> {
    let deep = "[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1);
    let held = r#"{"_placeholder":true,"num":0}"#;
    let mut packets: Vec<String> = [
        "4",
        "47",
        "4é",
        "42",
        "42{}",
        "42[]",
        "42[null]",
        r#"42["a""#,
        r#"42["a"]["b"]"#,
        r#"42["connect"]"#,
        r#"42["disconnect"]"#,
        r#"42["disconnecting"]"#,
        r#"42["connect_error"]"#,
        r#"42["newListener"]"#,
        r#"42["removeListener"]"#,
        r#"42["\u0063onnect"]"#,
        r#"42007["a"]"#,
        r#"4218446744073709551616["a"]"#,
        "43[]",
        "430",
        "430{}",
        r#"45["a"]"#,
        r#"450-["a"]"#,
        r#"45-1-["a"]"#,
        r#"451.0-["a"]"#,
        r#"4511-["a"]"#,
        r#"45999999999999999999999-["a"]"#,
        r#"451-["a"]"#,
        r#"451-["a",{"_placeholder":true,"num":"0"}]"#,
        r#"451-["a",{"_placeholder":true,"num":-1}]"#,
        r#"451-["a",{"_placeholder":true,"num":1}]"#,
        r#"451-["a",{"_placeholder":true}]"#,
        r#"461-["a"]"#,
        "41[]",
        "401",
        "40/x,[]",
        r#"40/x,"a""#,
    ]
    .map(str::to_string)
    .into();
    packets.push(format!(r#"42["a",{deep}]"#));
    packets.push(format!(r#"40/x,{{"a":{deep}}}"#));
    packets.push(format!(r#"452-["a",{held},{held}]"#));
    packets
}

#[tokio::test(start_paused = true)]
async fn a_packet_that_cannot_be_ends_its_session_and_no_other() {
    let house = House::new(events::program());
    let mut ann = house.join("/").await;
    ann.expect(r#"42["auth",{}]"#).await;
    for packet in packets() {
        let mut bob = house.join("/").await;
        bob.hear().await;
        bob.say(&packet).await;
        let closed = bob.closed().await;
        assert_eq!(closed, (1002, "parse error".to_string()), "{packet}");
    }
    sleep(Duration::from_secs(60)).await;
    assert_eq!(house.engine.size(), 1);
    ann.say(r#"42["message"]"#).await;
    ann.expect(r#"42["message-back"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn inherited_names_are_events_that_nobody_listens_for() {
    let house = House::new(events::program());
    let mut peer = house.join("/").await;
    peer.hear().await;
    for name in ["__proto__", "toString", "hasOwnProperty", "", "\\u0000"] {
        peer.say(&format!(r#"42["{name}",{{"__proto__":1}}]"#)).await;
    }
    peer.say(r#"42["message",{"__proto__":{"a":1}}]"#).await;
    peer.expect(r#"42["message-back",{"__proto__":{"a":1}}]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_message_over_the_limit_is_not_read_to_its_end() {
    let house = House::with(events::program(), |config| {
        config.engine.max_payload = 1000;
    });
    let mut peer = house.join("/").await;
    peer.hear().await;
    peer.say(&format!(r#"42["message","{}"]"#, "x".repeat(1000))).await;
    assert_eq!(peer.closed().await.0, 1009);
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_and_never_reads_is_cut_off() {
    let house = House::new(events::program());
    let mut peer = house.join("/").await;
    let text = "x".repeat(10_000);
    let packet = format!(r#"42["message","{text}"]"#);
    let mut said = 0;
    while house.engine.size() > 0 {
        peer.say(&packet).await;
        said += packet.len();
        sleep(Duration::from_millis(1)).await;
        assert!(said < 4 << 20, "it takes whatever comes");
    }
}
