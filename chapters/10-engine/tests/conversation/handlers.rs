//! What is behind a session is called in order, by one task, and to the end.

use std::sync::{Arc, Mutex};

use engine::{
    Config, Content, Engine, Handler, Message, Peer, Reason, converse,
};
use kit::within;
use peer::{KEY, Peer as Socket};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, MS, SECOND, get, settle};

type Notes = Arc<Mutex<Vec<String>>>;

/// Is called late once, `after` it began, and again after each message.
struct Timed {
    notes: Notes,
    start: Instant,
    late: Option<Instant>,
    after: std::time::Duration,
}

impl Timed {
    fn note(&self, what: &str) {
        let at = self.start.elapsed().as_millis();
        self.notes.lock().unwrap().push(format!("{at}: {what}"));
    }
}

impl Handler for Timed {
    fn message(&mut self, message: Message) {
        if let Content::Text(text) = message.content() {
            self.note(text);
        }
        self.late = Some(Instant::now() + self.after);
    }

    fn deadline(&self) -> Option<Instant> {
        self.late
    }

    fn late(&mut self) {
        self.late = None;
        self.note("late");
    }

    fn closed(&mut self, reason: Reason) {
        self.note(&format!("closed: {reason}"));
    }
}

/// An engine whose handlers have a deadline so long after they began.
fn timed(after: std::time::Duration) -> (Engine, Notes) {
    let notes = Notes::default();
    let noted = notes.clone();
    let engine = Engine::new(Config::default(), move |_: &Peer| {
        let start = Instant::now();
        let late = Some(start + after);
        Box::new(Timed { notes: noted.clone(), start, late, after })
    });
    (engine, notes)
}

fn connect(engine: &Engine) -> Socket {
    let mut socket = House::silent().connect();
    let (near, far) = wiretap::pair();
    socket.stream = near;
    socket.task = kit::spawn(converse(far, engine.clone()));
    socket
}

#[tokio::test(start_paused = true)]
async fn a_deadline_is_kept_to_the_millisecond_and_between_heartbeats() {
    let (engine, notes) = timed(40 * SECOND);
    let mut socket = connect(&engine);
    socket.open("EIO=4&transport=websocket").await;
    assert!(socket.hear().await.starts_with("0{"));
    socket.expect("2").await;
    socket.say("3").await;
    socket.expect("2").await;
    socket.say("3").await;
    socket.say("4hello").await;
    socket.expect("2").await;
    socket.say("3").await;
    sleep(20 * SECOND).await;
    socket.say("1").await;
    socket.closed().await;
    assert_eq!(
        *notes.lock().unwrap(),
        [
            "40000: late",
            "50000: hello",
            "90000: late",
            "95000: closed: transport close",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_deadline_is_kept_by_polling_too_though_nobody_polls() {
    let (engine, notes) = timed(7 * SECOND);
    let mut socket = connect(&engine);
    let head = crate::web::get("EIO=4&transport=polling");
    socket.write(format!("{head}\r\nHost: localhost\r\n\r\n").as_bytes()).await;
    assert!(socket.head().await.starts_with("HTTP/1.1 200 "));
    sleep(46 * SECOND).await;
    let notes = notes.lock().unwrap().clone();
    assert_eq!(notes, ["7000: late", "45000: closed: ping timeout"]);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_moves_keeps_its_handler_and_the_order() {
    let house = House::silent();
    let polling = house.polling(4).await;
    polling.post("4one\x1e4two").await;
    let mut socket = polling.probed().await;
    socket.say("5").await;
    socket.say("4three").await;
    socket.say("1").await;
    socket.closed().await;
    let notes = house.notes();
    assert_eq!(notes, ["one", "two", "three", "closed: transport close"]);
}

#[tokio::test(start_paused = true)]
async fn a_handler_is_told_of_the_end_though_its_task_is_stopped() {
    let house = House::silent();
    let socket = house.websocket(4).await;
    house.expect_size(1);
    // `kit::spawn` gives no handle that stops it: a task of our own.
    drop(socket);
    let (near, far) = wiretap::pair();
    let task = tokio::spawn(converse(far, house.engine.clone()));
    let mut socket = house.connect();
    socket.stream = near;
    socket.open("EIO=4&transport=websocket").await;
    settle().await;
    house.notes();
    house.expect_size(1);
    task.abort();
    settle().await;
    house.expect_size(0);
    assert_eq!(house.notes(), ["closed: transport error"]);
    // Whoever still holds a copy of it can know as well.
    assert_eq!(house.peer().closed(), Some(Reason::TransportError));
    drop(socket);
}

#[tokio::test(start_paused = true)]
async fn a_session_whose_handler_cannot_be_made_leaves_nothing_behind() {
    let engine = Engine::new(Config::default(), |_| panic!("as planned"));
    for transport in ["websocket", "polling"] {
        let (near, far) = wiretap::pair();
        // `kit::spawn` would call its panic ours.
        let task = tokio::spawn(converse(far, engine.clone()));
        let mut socket = Socket::new(near, task);
        let query = format!("EIO=4&transport={transport}");
        let request = match transport {
            "polling" => get(&query) + "\r\nHost: localhost:8888\r\n\r\n",
            _ => upgrade::request(
                "localhost:8888",
                &format!("/socket.io/?{query}"),
                KEY,
            ),
        };
        socket.write(request.as_bytes()).await;
        let gone = within("the task's end", socket.task).await;
        assert!(gone.unwrap_err().is_panic(), "{transport}");
        assert_eq!(engine.size(), 0, "{transport}");
    }
}

#[tokio::test(start_paused = true)]
async fn to_send_after_the_end_does_nothing() {
    let house = House::silent();
    let socket = house.websocket(4).await;
    let peer = house.peer();
    drop(socket);
    settle().await;
    assert_eq!(peer.closed(), Some(Reason::TransportError));
    for _ in 0..100 {
        peer.send(Message::text(&"x".repeat(100_000)));
    }
    assert!(peer.is_idle());
    assert_eq!(peer.closed(), Some(Reason::TransportError));
}

#[tokio::test(start_paused = true)]
async fn two_sessions_know_nothing_of_each_other() {
    let house = House::new(Config::default());
    let (mut ann, mut bob) =
        (house.websocket(4).await, house.websocket(3).await);
    let cid = house.polling(4).await;
    ann.say("4ann").await;
    bob.say("4bob").await;
    cid.post("4cid").await;
    ann.expect("4ann").await;
    bob.expect("4bob").await;
    assert_eq!(cid.hear().await, "4cid");
    ann.expect_silence().await;
    bob.expect_silence().await;
    house.expect_size(3);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_closes_hears_nothing_more() {
    struct Once(Peer, Notes);

    impl Handler for Once {
        fn message(&mut self, _: Message) {
            self.1.lock().unwrap().push("message".to_string());
            self.0.send(Message::text("bye"));
            self.0.close(Reason::ForcedClose);
        }
    }

    let notes = Notes::default();
    let noted = notes.clone();
    let engine = Engine::new(Config::default(), move |peer| {
        Box::new(Once(peer.clone(), noted.clone()))
    });
    let mut socket = connect(&engine);
    socket.open("EIO=4&transport=websocket").await;
    let one = peer::masked(frame::Opcode::Text, b"4hello");
    socket.write(&one.repeat(10)).await;
    assert!(socket.hear().await.starts_with("0{"));
    socket.expect("4bye").await;
    socket.expect_closed(1000, "forced close").await;
    within("a moment", sleep(MS)).await;
    assert_eq!(notes.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_is_closed_for_being_late_is_called_late_once() {
    struct Strict(Peer, Instant, Notes);

    impl Handler for Strict {
        fn message(&mut self, _: Message) {}

        fn deadline(&self) -> Option<Instant> {
            Some(self.1)
        }

        fn late(&mut self) {
            let mut notes = self.2.lock().unwrap();
            notes.push("late".to_string());
            assert!(notes.len() < 10, "again and again");
            self.0.close(Reason::ForcedClose);
        }
    }

    let notes = Notes::default();
    let noted = notes.clone();
    let mut house = House::silent();
    house.engine = Engine::new(Config::default(), move |peer| {
        let late = Instant::now() + SECOND;
        Box::new(Strict(peer.clone(), late, noted.clone()))
    });
    // Nobody polls, so the last words wait for a while.
    let polling = house.polling(4).await;
    sleep(3 * SECOND).await;
    assert_eq!(*notes.lock().unwrap(), ["late"]);
    assert_eq!(polling.hear().await, "1");
    house.expect_size(0);
}
