//! In which order things are heard.

use std::sync::Barrier;

use futures_util::FutureExt;
use rooms::Rooms;
use tokio::runtime::Handle;

use crate::house::{House, SECOND, arg, ask};

#[tokio::test(start_paused = true)]
async fn all_hear_what_two_say_in_one_and_the_same_order() {
    let connect = |rooms: &Rooms, socket: &events::Socket| {
        let rooms = rooms.clone();
        socket.on("chat message", move |_, event| {
            rooms.all().emit("chat message", &event.args).unwrap();
        });
    };
    let mut house = House::whose(Rooms::new("/"), |_| {}, connect);
    let [mut ann, mut bob, mut cid] = house.guests().await;
    for line in 0..50 {
        for (name, guest) in [("ann", &mut ann), ("bob", &mut bob)] {
            let packet = format!(r#"42["chat message","{name}",{line}]"#);
            guest.say(&packet).await;
        }
    }
    let mut heard = [Vec::new(), Vec::new(), Vec::new()];
    for (guest, heard) in
        [&mut ann, &mut bob, &mut cid].into_iter().zip(&mut heard)
    {
        for _ in 0..100 {
            heard.push(guest.hear().await);
        }
    }
    assert_eq!(heard[0], heard[1]);
    assert_eq!(heard[0], heard[2]);
    // And what one has said keeps its own order.
    for name in ["ann", "bob"] {
        let of = |line: &&String| line.contains(name);
        let lines: Vec<_> = heard[2].iter().filter(of).collect();
        let said: Vec<_> = (0..50)
            .map(|line| format!(r#"42["chat message","{name}",{line}]"#))
            .collect();
        assert_eq!(lines, said.iter().collect::<Vec<_>>());
    }
}

/// How many of each thread.
const LINES: usize = 1000;

/// Both at the same time, from threads of their own. Then all guests compare.
async fn from_two_threads(
    one: impl Fn(&Rooms, usize) + Sync,
    other: impl Fn(&Rooms, usize) + Sync,
) {
    let mut house = House::new();
    let mut guests: [_; 8] = house.guests().await;
    let (both, runtime) = (Barrier::new(2), Handle::current());
    let rooms = &house.rooms;
    let speak = |say: &dyn Fn(&Rooms, usize)| {
        let _inside = runtime.enter();
        both.wait();
        (0..LINES).for_each(|line| say(rooms, line));
    };
    std::thread::scope(|scope| {
        scope.spawn(|| speak(&one));
        scope.spawn(|| speak(&other));
    });
    let mut first = Vec::new();
    for (at, guest) in guests.iter_mut().enumerate() {
        let mut heard = Vec::new();
        for _ in 0..2 * LINES {
            heard.push(guest.hear().await);
        }
        match at {
            0 => first = heard,
            _ => assert!(heard == first, "guest {at} hears another order"),
        }
    }
}

/// A lock around each single guest would not be enough: one guest could hear
/// `a` first, and another one `b`.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn even_from_two_threads() {
    let say = |name: &'static str| {
        move |rooms: &Rooms, line| rooms.all().emit(name, &arg(line)).unwrap()
    };
    from_two_threads(say("a"), say("b")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn even_if_one_of_them_asks() {
    from_two_threads(
        |rooms, line| rooms.all().emit("tell", &arg(line)).unwrap(),
        // Asked, and the answers are not awaited.
        |rooms, _| assert!(ask(rooms.all(), SECOND).now_or_never().is_none()),
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn an_event_and_its_attachments_stay_together() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    for number in 0..3 {
        let args = arg(number).and_binary(vec![number; 2]);
        house.rooms.all().emit("bytes", &args).unwrap();
        ann.socket.emit("between", &arg(number)).unwrap();
    }
    for number in 0..3 {
        ann.expect(&format!(
            r#"451-["bytes",{number},{{"_placeholder":true,"num":0}}]"#
        ))
        .await;
        assert_eq!(ann.peer.hear_binary().await, vec![number; 2]);
        ann.expect(&format!(r#"42["between",{number}]"#)).await;
    }
}
