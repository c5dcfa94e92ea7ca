//! What is left of those who have gone: nothing.

use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use events::{Args, Io, Namespace, Socket};
use tokio::time::sleep; // allowed: the clock is paused

use crate::house::House;

/// Something that each listener holds, so that one can see who is still here.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Vec<Weak<()>>>>);

impl Held {
    fn piece(&self) -> Arc<()> {
        let piece = Arc::new(());
        self.0.lock().unwrap().push(Arc::downgrade(&piece));
        piece
    }

    fn count(&self) -> usize {
        let pieces = self.0.lock().unwrap();
        pieces.iter().filter(|piece| piece.strong_count() > 0).count()
    }
}

/// A program whose listeners all hold their own socket.
fn io(held: &Held) -> Io {
    let held = held.clone();
    Io::new().with(
        "/",
        Namespace::new(move |socket: &Socket| {
            let (own, piece) = (socket.clone(), held.piece());
            socket.on("event", move |_, _| {
                let _ = (own.id(), &piece);
            });
            let (own, piece) = (socket.clone(), held.piece());
            socket.on_any(move |_, _| {
                let _ = (own.id(), &piece);
            });
            let (own, piece) = (socket.clone(), held.piece());
            socket.on_disconnect(move |_, _| {
                let _ = (own.id(), &piece);
            });
        }),
    )
}

#[tokio::test(start_paused = true)]
async fn listeners_that_hold_their_own_socket_are_let_go() {
    for says_goodbye in [true, false] {
        let held = Held::default();
        let house = House::new(io(&held));
        let mut peer = house.join("/").await;
        assert_eq!(held.count(), 3);
        match says_goodbye {
            true => peer.say("41").await,
            false => drop(peer),
        }
        sleep(Duration::from_secs(60)).await;
        assert_eq!(held.count(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_joins_and_leaves_a_thousand_times_keeps_nothing() {
    let held = Held::default();
    let house = House::new(io(&held));
    let mut peer = house.open().await;
    for _ in 0..1000 {
        peer.join("/").await;
        peer.say("41").await;
    }
    sleep(Duration::from_secs(1)).await;
    assert_eq!(held.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_listener_that_comes_after_the_end_is_not_kept() {
    let held = Held::default();
    let kept = held.clone();
    let io = Io::new().with(
        "/",
        Namespace::new(move |socket: &Socket| {
            let held = kept.clone();
            let own = socket.clone();
            kit::spawn(async move {
                sleep(Duration::from_secs(10)).await;
                let (copy, piece) = (own.clone(), held.piece());
                own.on("event", move |_, _| {
                    let _ = (copy.id(), &piece);
                });
                let (copy, piece) = (own.clone(), held.piece());
                own.on_disconnect(move |_, _| {
                    let _ = (copy.id(), &piece);
                });
            });
        }),
    );
    let house = House::new(io);
    let peer = house.join("/").await;
    drop(peer);
    sleep(Duration::from_secs(60)).await;
    assert_eq!(held.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_question_that_nobody_waits_for_any_more_is_forgotten() {
    let (tell, mut joined) = tokio::sync::mpsc::unbounded_channel::<Socket>();
    let greet = move |socket: &Socket| {
        let _ = tell.send(socket.clone());
    };
    let house = House::new(Io::new().with("/", Namespace::new(greet)));
    let mut peer = house.join("/").await;
    let socket = joined.recv().await.unwrap();
    let hour = Duration::from_secs(3600);
    for number in 0..100 {
        let args = Args::new();
        let asks = socket.emit_with_ack("ask", &args, hour);
        // Whoever stops waiting drops the future, whatever it waits for.
        let _ = tokio::time::timeout(Duration::from_millis(1), asks).await;
        peer.expect(&format!(r#"42{number}["ask"]"#)).await;
        assert_eq!(socket.awaited(), 0);
        peer.say(&format!("43{number}[]")).await;
    }
    let args = Args::new();
    let (asks, also) = (socket.expect(1000), socket.expect(1001));
    assert_eq!(socket.awaited(), 2);
    drop((asks, also));
    let limit = Duration::from_secs(1);
    socket.emit_with_ack("ask", &args, limit).await.unwrap_err();
    assert_eq!(socket.awaited(), 0);
}

#[tokio::test(start_paused = true)]
async fn sessions_that_have_ended_are_in_no_list() {
    let house = House::new(io(&Held::default()));
    for _ in 0..100 {
        drop(house.join("/").await);
    }
    sleep(Duration::from_secs(60)).await;
    assert_eq!(house.engine.size(), 0);
}
