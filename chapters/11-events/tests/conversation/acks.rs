//! Answers, in both directions, and those that never come.

use std::time::Duration;

use events::{Ack, AckError, Args, ArgsError, Io, Namespace, Socket};
use kit::within;
use peer::Peer;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::house::{House, args};

const SECOND: Duration = Duration::from_secs(1);

/// A client, and the server's socket for it.
async fn both(namespace: &str) -> (Peer, Socket) {
    let (tell, mut joined) = mpsc::unbounded_channel();
    let greet = move |socket: &Socket| {
        let _ = tell.send(socket.clone());
    };
    let house = House::new(Io::new().with(namespace, Namespace::new(greet)));
    let peer = house.join(namespace).await;
    let socket = within("the server's socket", joined.recv()).await.unwrap();
    (peer, socket)
}

#[tokio::test(start_paused = true)]
async fn a_server_asks_and_the_answer_finds_its_question() {
    let (mut peer, socket) = both("/").await;
    let ask = |name: &'static str| {
        let socket = socket.clone();
        kit::spawn(async move {
            let answer = socket.emit_with_ack(name, &args(&[]), SECOND).await;
            answer.unwrap().json().to_string()
        })
    };
    let first = ask("first");
    peer.expect(r#"420["first"]"#).await;
    let second = ask("second");
    peer.expect(r#"421["second"]"#).await;
    peer.say(r#"431["to the second",2]"#).await;
    peer.say(r#"430[]"#).await;
    assert_eq!(within("it", first).await.unwrap(), "");
    assert_eq!(within("it", second).await.unwrap(), r#""to the second",2"#);
}

#[tokio::test(start_paused = true)]
async fn a_client_asks_and_is_answered_with_its_own_number() {
    let (mut peer, socket) = both("/custom").await;
    socket.on("ask", |_, event| {
        event.ack.as_ref().unwrap().send(&event.args).unwrap();
    });
    peer.say(r#"42/custom,18446744073709551615["ask",1,"two"]"#).await;
    peer.expect(r#"43/custom,18446744073709551615[1,"two"]"#).await;
    peer.say(r#"42/custom,0["ask"]"#).await;
    peer.expect("43/custom,0[]").await;
}

#[tokio::test(start_paused = true)]
async fn who_gives_no_number_wants_no_answer() {
    let (mut peer, socket) = both("/").await;
    socket.on("ask", |socket, event| {
        let _ = socket.emit("asked", &args(&[json!(event.ack.is_some())]));
    });
    peer.say(r#"42["ask"]"#).await;
    peer.expect(r#"42["asked",false]"#).await;
    peer.say(r#"427["ask"]"#).await;
    peer.expect(r#"42["asked",true]"#).await;
}

#[tokio::test(start_paused = true)]
async fn patience_ends_exactly_when_it_was_said_to() {
    let (mut peer, socket) = both("/").await;
    for limit in [Duration::from_millis(1), SECOND, 60 * SECOND] {
        let start = Instant::now();
        let answer = socket.emit_with_ack("ask", &args(&[]), limit).await;
        let Err(AckError::TooLate { limit: said }) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!((said, start.elapsed()), (limit, limit));
        peer.hear().await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_just_in_time_counts_and_one_that_is_late_is_forgotten() {
    let (mut peer, socket) = both("/").await;
    let asked = socket.clone();
    let first = kit::spawn(async move {
        let nothing = args(&[]);
        let early = asked.emit_with_ack("one", &nothing, SECOND).await;
        let late = asked.emit_with_ack("two", &nothing, SECOND).await;
        let next = asked.emit_with_ack("three", &nothing, SECOND).await;
        (early.unwrap(), late.unwrap_err(), next.unwrap())
    });
    peer.expect(r#"420["one"]"#).await;
    sleep(SECOND - Duration::from_millis(1)).await;
    peer.say(r#"430["in time"]"#).await;
    peer.expect(r#"421["two"]"#).await;
    peer.expect(r#"422["three"]"#).await; // a second later
    peer.say(r#"431["too late"]"#).await;
    peer.say(r#"432["for the third"]"#).await;
    let (early, late, next) = within("three answers", first).await.unwrap();
    assert_eq!(early.json(), r#""in time""#);
    assert!(matches!(late, AckError::TooLate { .. }), "{late}");
    assert_eq!(next.json(), r#""for the third""#);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_waits_for_is_no_fault() {
    let (mut peer, socket) = both("/").await;
    socket.on("echo", |socket, _| {
        let _ = socket.emit("back", &args(&[]));
    });
    peer.say(r#"4399["to what?"]"#).await;
    peer.say(r#"4399["to what?"]"#).await;
    peer.say(r#"42["echo"]"#).await;
    peer.expect(r#"42["back"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn of_two_answers_to_one_question_the_first_counts() {
    let (mut peer, socket) = both("/").await;
    let asked = socket.clone();
    let asks = kit::spawn(async move {
        asked.emit_with_ack("ask", &args(&[]), SECOND).await.unwrap()
    });
    peer.expect(r#"420["ask"]"#).await;
    peer.say(r#"430["first"]"#).await;
    peer.say(r#"430["second"]"#).await;
    let answer = within("the answer", asks).await.unwrap();
    assert_eq!(answer.json(), r#""first""#);
    // And a server does not give two, from whatever copy.
    socket.on("ask", |socket, event| {
        let ack = event.ack.clone().unwrap();
        ack.send(&args(&[json!(1)])).unwrap();
        event.ack.as_ref().unwrap().send(&args(&[json!(2)])).unwrap();
        let _ = socket.emit("done", &args(&[]));
    });
    peer.say(r#"425["ask"]"#).await;
    peer.expect("435[1]").await;
    peer.expect(r#"42["done"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_come_from_another_task_and_much_later() {
    let (mut peer, socket) = both("/").await;
    let (tell, mut asked) = mpsc::unbounded_channel::<Ack>();
    socket.on("ask", move |_, event| {
        let _ = tell.send(event.ack.clone().unwrap());
    });
    kit::spawn(async move {
        let ack = asked.recv().await.unwrap();
        sleep(600 * SECOND).await;
        ack.send(&args(&[json!("at last")])).unwrap();
    });
    let start = Instant::now();
    peer.say(r#"4212["ask"]"#).await;
    peer.expect(r#"4312["at last"]"#).await;
    assert_eq!(start.elapsed(), 600 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_hears_that_the_socket_has_left() {
    for says_goodbye in [true, false] {
        let (mut peer, socket) = both("/").await;
        let start = Instant::now();
        let asked = socket.clone();
        let asks = kit::spawn(async move {
            asked.emit_with_ack("ask", &args(&[]), 60 * SECOND).await
        });
        sleep(SECOND).await;
        match says_goodbye {
            true => peer.say("41").await,
            false => drop(peer),
        }
        let answer = within("the end", asks).await.unwrap();
        assert!(matches!(answer, Err(AckError::Left)), "{answer:?}");
        assert_eq!(start.elapsed(), SECOND);
        // And nobody begins to wait for one who is not there.
        let answer = socket.emit_with_ack("ask", &args(&[]), SECOND).await;
        assert!(matches!(answer, Err(AckError::Left)), "{answer:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_after_the_end_is_said_to_nobody() {
    let (mut peer, socket) = both("/").await;
    let (tell, mut asked) = mpsc::unbounded_channel::<Ack>();
    socket.on("ask", move |_, event| {
        let _ = tell.send(event.ack.clone().unwrap());
    });
    peer.say(r#"421["ask"]"#).await;
    let ack = within("the question", asked.recv()).await.unwrap();
    peer.say("41").await;
    peer.join("/").await;
    // The number may be in use again by now, for another question.
    ack.send(&args(&[])).unwrap();
    peer.say(r#"40/nowhere,"#).await;
    peer.expect(r#"44/nowhere,{"message":"Invalid namespace"}"#).await;
}

#[tokio::test(start_paused = true)]
async fn attachments_go_with_answers_both_ways() {
    let (mut peer, socket) = both("/custom").await;
    socket.on("ask", |_, event| {
        event.ack.as_ref().unwrap().send(&event.args).unwrap();
    });
    let held = r#"{"_placeholder":true,"num":0}"#;
    peer.say(&format!(r#"451-/custom,3["ask",{held}]"#)).await;
    peer.say_binary(b"\x01\x02").await;
    peer.expect(&format!("461-/custom,3[{held}]")).await;
    assert_eq!(peer.hear_binary().await, b"\x01\x02"[..]);
    let asked = socket.clone();
    let asks = kit::spawn(async move {
        asked.emit_with_ack("ask", &Args::new(), SECOND).await.unwrap()
    });
    peer.expect(r#"42/custom,0["ask"]"#).await;
    peer.say(&format!(r#"461-/custom,0["x",{held}]"#)).await;
    peer.say_binary(b"\x03").await;
    let answer = within("the answer", asks).await.unwrap();
    assert_eq!(answer.binary(1).unwrap(), &b"\x03"[..]);
}

#[tokio::test(start_paused = true)]
async fn all_sockets_of_a_namespace_count_their_questions_together() {
    let (tell, mut joined) = mpsc::unbounded_channel::<Socket>();
    let greet = move |socket: &Socket| {
        let _ = tell.send(socket.clone());
    };
    let house = House::new(Io::new().with("/", Namespace::new(greet)));
    let (mut ann, mut bob) = (house.join("/").await, house.join("/").await);
    let mut asked = Vec::new();
    for (number, peer) in [&mut ann, &mut bob].into_iter().enumerate() {
        let socket = joined.recv().await.unwrap();
        asked.push(kit::spawn(async move {
            socket.emit_with_ack("ask", &Args::new(), SECOND).await
        }));
        peer.expect(&format!(r#"42{number}["ask"]"#)).await;
    }
    // An answer to somebody else's question is none.
    bob.say(r#"430["mine?"]"#).await;
    for answer in asked {
        let answer = within("nothing", answer).await.unwrap();
        assert!(matches!(answer, Err(AckError::TooLate { .. })), "{answer:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_written_leaves_room_for_one_that_can() {
    let (mut peer, socket) = both("/").await;
    socket.on("ask", |_, event| {
        let ack = event.ack.as_ref().unwrap();
        let mut nowhere = Args::new();
        let _ = nowhere.attach(&b"lost"[..]);
        let error = ack.send(&nowhere).unwrap_err();
        assert!(matches!(error, ArgsError::Attachments(_)), "{error}");
        ack.send(&args(&[json!("this one")])).unwrap();
    });
    peer.say(r#"421["ask"]"#).await;
    peer.expect(r#"431["this one"]"#).await;
}
