//! How a client gets into a namespace, and out, and in again.

use events::{Io, Namespace, Refused, Socket};
use serde_json::json;

use crate::house::{House, Log, args};

/// `/` says hello and echoes; `/admin` wants a token.
fn io(log: &Log) -> Io {
    let (root, admin) = (log.clone(), log.clone());
    let echo = move |socket: &Socket| {
        root.note(format!("joined {}", socket.namespace()));
        let _ = socket.emit("hello", &args(&[]));
        socket.on("echo", |socket, event| {
            let _ = socket.emit("back", &event.args);
        });
        let log = root.clone();
        socket.on_disconnect(move |socket, why| {
            log.note(format!("{} {}", socket.namespace(), why.in_server()));
        });
    };
    let guarded = Namespace::new(echo.clone()).allow(move |socket| {
        admin.note(format!("asked with {}", socket.auth()));
        let _ = socket.emit("waits", &args(&[]));
        match socket.auth() {
            r#"{"token":"sock"}"# => Ok(()),
            _ => Err(Refused {
                message: "not authorized".to_string(),
                data: json!({ "content": "retry later" }),
            }),
        }
    });
    Io::new().with("/", Namespace::new(echo)).with("/admin", guarded)
}

#[tokio::test(start_paused = true)]
async fn the_answer_to_connect_is_a_public_id_and_comes_before_all_else() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut ids = Vec::new();
    for _ in 0..2 {
        let mut peer = house.open().await;
        let answer = peer.join("/").await;
        peer.expect(r#"42["hello"]"#).await;
        let id = &answer[r#"40{"sid":""#.len()..];
        assert_eq!(id.len(), 20 + r#""}"#.len(), "{answer}");
        ids.push(answer.clone());
    }
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test(start_paused = true)]
async fn what_a_client_says_of_itself_is_known_as_it_said_it() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.open().await;
    peer.say(r#"40/admin,{"a":12345678901234567890}"#).await;
    peer.hear().await;
    peer.say("40/admin").await;
    peer.hear().await;
    let said = ["asked with {\"a\":12345678901234567890}", "asked with {}"];
    assert_eq!(log.take().await, said);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_refused_is_told_why_and_nothing_else() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.open().await;
    peer.say(r#"40/admin,{"token":"shoe"}"#).await;
    peer.expect(
        r#"44/admin,{"message":"not authorized","data":{"content":"retry later"}}"#,
    )
    .await;
    peer.say("40/nowhere,").await;
    peer.expect(r#"44/nowhere,{"message":"Invalid namespace"}"#).await;
    // The session goes on, and another try may be a better one.
    peer.say(r#"40/admin,{"token":"sock"}"#).await;
    assert!(peer.hear().await.starts_with(r#"40/admin,{"sid":""#));
    // What was said by the first two was said to nobody.
    peer.expect(r#"42/admin,["waits"]"#).await;
    peer.expect(r#"42/admin,["hello"]"#).await;
    let joined = log.take().await;
    assert_eq!(joined.last().unwrap(), "joined /admin");
    assert_eq!(joined.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_client_leaves_one_namespace_and_keeps_the_other() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    peer.expect(r#"42["hello"]"#).await;
    peer.say(r#"40/admin,{"token":"sock"}"#).await;
    peer.hear().await;
    peer.expect(r#"42/admin,["waits"]"#).await;
    peer.expect(r#"42/admin,["hello"]"#).await;
    log.take().await;
    peer.say("41/admin,").await;
    assert_eq!(log.take().await, ["/admin client namespace disconnect"]);
    peer.say(r#"42["echo",1]"#).await;
    peer.expect(r#"42["back",1]"#).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_has_left_may_join_again_as_somebody_else() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.open().await;
    let first = peer.join("/").await;
    peer.expect(r#"42["hello"]"#).await;
    peer.say("41").await;
    let second = peer.join("/").await;
    assert_ne!(first, second);
    peer.expect(r#"42["hello"]"#).await;
    peer.say(r#"42["echo",2]"#).await;
    // Once: what the first socket listened for is gone with it.
    peer.expect(r#"42["back",2]"#).await;
    peer.say(r#"42["echo",3]"#).await;
    peer.expect(r#"42["back",3]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_second_connect_ends_the_session() {
    let house = House::new(io(&Log::default()));
    let mut peer = house.join("/").await;
    peer.expect(r#"42["hello"]"#).await;
    peer.say("40").await;
    assert_eq!(peer.closed().await, (1002, "parse error".to_string()));
}

#[tokio::test(start_paused = true)]
async fn nothing_but_connect_may_be_said_outside_of_a_namespace() {
    for packet in [
        r#"42["echo"]"#,
        r#"42/admin,["echo"]"#,
        "41",
        r#"430["late"]"#,
        r#"44{"message":"no"}"#,
    ] {
        let log = Log::default();
        let house = House::new(io(&log));
        let mut peer = house.open().await;
        peer.say(packet).await;
        let closed = peer.closed().await;
        assert_eq!(closed, (1002, "parse error".to_string()), "{packet}");
        assert_eq!(log.take().await, Vec::<String>::new());
    }
}

#[tokio::test(start_paused = true)]
async fn in_protocol_5_a_query_is_a_part_of_the_name() {
    let house = House::new(io(&Log::default()));
    let mut peer = house.open().await;
    peer.say("40/admin?token=sock,").await;
    peer.expect(r#"44/admin?token=sock,{"message":"Invalid namespace"}"#).await;
}

#[tokio::test(start_paused = true)]
async fn inherited_names_are_names_like_any_other() {
    let house = House::new(io(&Log::default()));
    let mut peer = house.join("/").await;
    peer.expect(r#"42["hello"]"#).await;
    for name in ["__proto__", "toString", "constructor"] {
        peer.say(&format!("40/{name},")).await;
        let refused = format!(r#"44/{name},{{"message":"Invalid namespace"}}"#);
        peer.expect(&refused).await;
        // An event that nobody listens for is nothing.
        peer.say(&format!(r#"42["{name}"]"#)).await;
    }
    peer.say(r#"42["echo","still here"]"#).await;
    peer.expect(r#"42["back","still here"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_refusal_in_front_of_the_door_is_no_reason_to_wait_longer() {
    let house = House::new(io(&Log::default()));
    let mut peer = house.open().await;
    let start = tokio::time::Instant::now();
    peer.say("40/nowhere,").await;
    peer.hear().await;
    peer.closed().await;
    assert_eq!(start.elapsed().as_secs(), 45);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_put_out_at_the_door_is_not_in() {
    let log = Log::default();
    let noted = log.clone();
    let greet = move |_: &Socket| noted.note("joined");
    let namespace = Namespace::new(greet).allow(|socket| {
        socket.disconnect(false);
        Ok(())
    });
    let house = House::new(Io::new().with("/", namespace));
    let mut peer = house.open().await;
    peer.say("40").await;
    peer.expect(r#"44{"message":"disconnected"}"#).await;
    assert_eq!(log.take().await, Vec::<String>::new());
}

#[test]
fn a_namespace_whose_name_nobody_can_say_is_a_fault_of_the_program() {
    for name in ["", "admin", "/a,b", "/a?b"] {
        let with = || Io::new().with(name, Namespace::new(|_: &Socket| {}));
        assert!(std::panic::catch_unwind(with).is_err(), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_client_says_of_itself_has_a_limit() {
    let start = r#"{"token":""#;
    let saying = |size| format!("{start}{}\"}}", "x".repeat(size));
    let most = 100 - saying(0).len();
    let house = House::with(events::program(), |config| config.max_auth = 100);
    let mut peer = house.open().await;
    peer.say(&format!("40/custom,{}", saying(most + 1))).await;
    peer.expect(r#"44/custom,{"message":"Too much auth"}"#).await;
    // With less it is let in, on the same session.
    peer.say(&format!("40/custom,{}", saying(most))).await;
    assert!(peer.hear().await.starts_with(r#"40/custom,{"sid":""#));
    peer.expect(&format!(r#"42/custom,["auth",{}]"#, saying(most))).await;
    // Of a query, its JSON counts: that is what is kept.
    let mut old = house.old().await;
    old.expect(r#"42["auth",{}]"#).await;
    for (size, answer) in [(most + 1, "44"), (most, "40")] {
        let token = "x".repeat(size);
        old.say(&format!("40/custom?token={token},")).await;
        let heard = old.hear().await;
        assert!(heard.starts_with(&format!("{answer}/custom")), "{heard}");
    }
}
