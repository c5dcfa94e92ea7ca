//! A question to many, and their answers.

use std::time::Duration;

use engine::converse;
use events::{AckError, Args, ArgsError, Config, Io, Socket};
use frame::Opcode;
use peer::{Peer, masked};
use rooms::{Adapter, Rooms};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused
use wiretap::pair;

use crate::house::{Guest, House, SECOND, arg, ask};
use crate::watched::Watched;

/// The number behind which an event has its answer.
fn number_of(event: &str) -> String {
    let digits = event.strip_prefix("42").expect(event);
    digits.chars().take_while(char::is_ascii_digit).collect()
}

async fn answer(guest: &mut Guest, json: &str) -> String {
    let asked = guest.hear().await;
    let number = number_of(&asked);
    guest.say(&format!("43{number}{json}")).await;
    asked
}

/// What has come of it, in words.
fn told(answers: Vec<Result<Args, AckError>>) -> Vec<String> {
    let told = |answer: Result<Args, AckError>| match answer {
        Ok(args) => args.json().to_string(),
        Err(error) => error.to_string(),
    };
    let mut told: Vec<String> = answers.into_iter().map(told).collect();
    told.sort();
    told
}

#[tokio::test(start_paused = true)]
async fn all_are_asked_with_one_number_and_all_answers_come_back() {
    let mut house = House::new();
    let [mut ann, mut bob, mut cid] = house.guests().await;
    let asking = ask(house.rooms.all(), SECOND);
    let answering = async {
        let mut asked = Vec::new();
        for (guest, json) in [&mut ann, &mut bob, &mut cid].into_iter().zip([
            r#"["a"]"#,
            "[]",
            r#"["c",3]"#,
        ]) {
            asked.push(answer(guest, json).await);
        }
        asked
    };
    let start = Instant::now();
    let (answers, asked) = tokio::join!(asking, answering);
    assert_eq!(told(answers.unwrap()), ["", r#""a""#, r#""c",3"#]);
    assert_eq!(start.elapsed(), Duration::ZERO, "nobody is waited for");
    assert_eq!(asked[0], format!(r#"42{}["ask",1]"#, number_of(&asked[0])));
    assert!(asked.iter().all(|event| *event == asked[0]), "{asked:?}");
}

#[tokio::test(start_paused = true)]
async fn some_answer_some_are_late_and_some_have_gone() {
    let mut house = House::new();
    let [mut ann, mut bob, mut cid, dan, _eve] = house.guests().await;
    let asking = ask(house.rooms.all(), SECOND);
    let answering = async {
        answer(&mut ann, r#"["in time"]"#).await;
        bob.hear().await;
        cid.say("41").await;
        drop(dan);
        sleep(2 * SECOND).await;
        bob.say(r#"430["too late"]"#).await;
    };
    let start = Instant::now();
    let asking = async {
        let answers = asking.await;
        (answers, start.elapsed())
    };
    let ((answers, after), ()) = tokio::join!(asking, answering);
    assert_eq!(after, SECOND, "for whoever is late, and no longer");
    let gone = "the socket has left";
    let late = "no acknowledgement within 1s";
    let expected = [r#""in time""#, late, late, gone, gone];
    assert_eq!(told(answers.unwrap()), expected);
    // What came too late is no fault: bob is still there.
    house.rooms.all().emit("still here", &arg(2)).unwrap();
    bob.expect(r#"42["still here",2]"#).await;
}

#[tokio::test(start_paused = true)]
async fn when_all_have_gone_nobody_is_waited_for() {
    let mut house = House::new();
    let [ann, bob] = house.guests().await;
    let hour = 3600 * SECOND;
    let asking = ask(house.rooms.all(), hour);
    let leaving = async {
        sleep(SECOND).await;
        drop((ann, bob));
    };
    let start = Instant::now();
    let (answers, ()) = tokio::join!(asking, leaving);
    assert!(start.elapsed() < 60 * SECOND);
    assert_eq!(told(answers.unwrap()), ["the socket has left"; 2]);
}

#[tokio::test(start_paused = true)]
async fn whoever_leaves_just_before_he_is_asked_has_left() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let ann = house.guest().await;
    ann.socket.disconnect(false);
    watched.enter(&ann.socket); // as if we had looked a moment ago
    let answers = ask(house.rooms.all(), SECOND).await;
    assert_eq!(told(answers.unwrap()), ["the socket has left"]);
}

#[tokio::test(start_paused = true)]
async fn a_question_names_its_namespace() {
    let rooms = Rooms::new("/custom");
    let io = Io::new().with("/custom", rooms.namespace(|_, _| {}));
    let (near, far) = pair();
    let task = kit::spawn(converse(far, io.into_engine(Config::default())));
    let mut ann = Peer::new(near, task);
    ann.begin(4).await;
    ann.join("/custom").await;
    let asking = ask(rooms.all(), SECOND);
    let answering = async {
        assert_eq!(ann.hear().await, r#"42/custom,0["ask",1]"#);
        ann.say("43/custom,0[1]").await;
    };
    let (answers, ()) = tokio::join!(asking, answering);
    assert_eq!(told(answers.unwrap()), ["1"]);
}

#[tokio::test(start_paused = true)]
async fn where_nobody_is_there_is_no_answer_and_no_waiting() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    let start = Instant::now();
    let nobody = house.rooms.to("nobody");
    let answers = ask(nobody, SECOND).await;
    assert!(answers.unwrap().is_empty());
    assert_eq!(start.elapsed(), Duration::ZERO);
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn only_those_who_are_meant_are_asked() {
    let mut house = House::new();
    let [mut ann, mut bob] = house.guests().await;
    house.rooms.join(&ann.socket, "red");
    let red = house.rooms.to("red");
    let asking = ask(red, SECOND);
    let answering = answer(&mut ann, "[1]");
    let (answers, _) = tokio::join!(asking, answering);
    assert_eq!(told(answers.unwrap()), ["1"]);
    bob.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn a_question_that_cannot_be_written_is_asked_of_nobody() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    let args = arg(1);
    let asked = house.rooms.all().emit_with_ack("connect", &args, SECOND);
    assert!(matches!(asked.await, Err(ArgsError::Reserved { .. })));
    let told = house.rooms.all().emit("disconnect", &arg(1));
    assert!(matches!(told, Err(ArgsError::Reserved { .. })));
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn questions_to_many_and_to_one_do_not_get_mixed_up() {
    let mut house = House::new();
    let [mut ann, mut bob] = house.guests().await;
    let many = ask(house.rooms.all(), SECOND);
    let (args, socket) = (arg(2), ann.socket.clone());
    let one = socket.emit_with_ack("one", &args, SECOND);
    let answering = async {
        answer(&mut ann, r#"["of ann to many"]"#).await;
        answer(&mut ann, r#"["of ann to one"]"#).await;
        answer(&mut bob, r#"["of bob"]"#).await;
    };
    let (many, one, ()) = tokio::join!(many, one, answering);
    let expected = [r#""of ann to many""#, r#""of bob""#];
    assert_eq!(told(many.unwrap()), expected);
    assert_eq!(one.unwrap().json(), r#""of ann to one""#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_faster_than_we_are_counts() {
    let watched = Watched::default();
    let (tell, heard) = std::sync::mpsc::channel();
    let connect = move |_: &Rooms, socket: &Socket| {
        let tell = tell.clone();
        socket.on("answered", move |_, _| {
            let _ = tell.send(());
        });
    };
    let rooms = Rooms::with("/", watched.clone());
    let mut house = House::whose(rooms, |_| {}, connect);
    let mut stream = house.guest().await.peer.stream;
    *watched.heard.lock().unwrap() = Some(heard);
    // On another thread, while we are still asking.
    let _answering = kit::spawn(async move {
        stream.read_u8().await.unwrap();
        for packet in ["430[1]", r#"42["answered"]"#] {
            let frame = masked(Opcode::Text, packet.as_bytes());
            stream.write_all(&frame).await.unwrap();
        }
        stream
    });
    let answers = ask(house.rooms.all(), SECOND).await;
    assert_eq!(told(answers.unwrap()), ["1"]);
}
