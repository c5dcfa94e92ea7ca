//! Who is called at an event, in which order, and what a listener may do.

use events::{Io, Namespace, Socket};
use peer::Peer;
use serde_json::json;

use crate::house::{House, Log, args};

async fn join(greet: impl Fn(&Socket) + Send + Sync + 'static) -> Peer {
    let io = Io::new().with("/", Namespace::new(greet));
    House::new(io).join("/").await
}

#[tokio::test(start_paused = true)]
async fn listeners_are_called_in_the_order_in_which_they_were_added() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        let note = |what: &'static str| {
            let log = noted.clone();
            move |_: &Socket, event: &events::Event| {
                log.note(format!("{what} {}", event.name));
            }
        };
        socket.on("a", note("first"));
        socket.on_any(note("any"));
        socket.on("b", note("other"));
        socket.on("a", note("second"));
    })
    .await;
    peer.say(r#"42["a"]"#).await;
    assert_eq!(log.take().await, ["first a", "any a", "second a"]);
    peer.say(r#"42["b"]"#).await;
    assert_eq!(log.take().await, ["any b", "other b"]);
    peer.say(r#"42["c"]"#).await;
    assert_eq!(log.take().await, ["any c"]);
}

#[tokio::test(start_paused = true)]
async fn a_number_is_a_name_as_it_is_written() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        let log = noted.clone();
        socket.on("1.50", move |_, event| log.note(&event.name));
    })
    .await;
    peer.say("42[1.50]").await;
    peer.say("42[1.5]").await;
    assert_eq!(log.take().await, ["1.50"]);
}

#[tokio::test(start_paused = true)]
async fn hundreds_of_events_are_heard_in_the_order_in_which_they_came() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        let log = noted.clone();
        socket.on("n", move |_, event| log.note(event.args.json()));
    })
    .await;
    let mut all = Vec::new();
    for number in 0..500 {
        let packet = format!(r#"42["n",{number}]"#);
        let text = packet.as_bytes();
        all.extend(peer::masked(frame::Opcode::Text, text));
    }
    peer.write(&all).await;
    let expected: Vec<String> = (0..500).map(|n| n.to_string()).collect();
    assert_eq!(log.take().await, expected);
}

#[tokio::test(start_paused = true)]
async fn what_is_off_is_not_called_and_the_others_are() {
    let mut peer = join(|socket| {
        let say = |word: &'static str| {
            move |socket: &Socket, _: &events::Event| {
                let _ = socket.emit(word, &args(&[]));
            }
        };
        socket.on("a", say("first"));
        socket.on("a", say("second"));
        socket.on("b", say("b"));
        socket.on_any(say("any"));
        socket.on("quiet", |socket, _| socket.off("a"));
    })
    .await;
    peer.say(r#"42["quiet"]"#).await;
    peer.expect(r#"42["any"]"#).await;
    peer.say(r#"42["a"]"#).await;
    peer.expect(r#"42["any"]"#).await;
    peer.say(r#"42["b"]"#).await;
    peer.expect(r#"42["b"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_listener_may_do_with_its_own_socket_what_it_likes() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        let log = noted.clone();
        socket.on_disconnect(move |socket, why| {
            log.note(why.in_server());
            // Nobody hears this any more, and nobody waits for ever.
            let _ = socket.emit("too late", &args(&[]));
            socket.on("late", |_, _| {});
            socket.disconnect(false);
        });
        socket.on("go", |socket, event| {
            socket.emit("one", &event.args).unwrap();
            socket.on("later", |socket, _| {
                socket.emit("three", &args(&[])).unwrap();
                socket.disconnect(false);
                assert!(!socket.is_connected());
            });
            socket.off("go");
            socket.emit("two", &args(&[])).unwrap();
        });
    })
    .await;
    peer.say(r#"42["go",1]"#).await;
    peer.say(r#"42["go",2]"#).await;
    peer.say(r#"42["later"]"#).await;
    peer.expect(r#"42["one",1]"#).await;
    peer.expect(r#"42["two"]"#).await;
    peer.expect(r#"42["three"]"#).await;
    peer.expect("41").await;
    assert_eq!(log.take().await, ["server namespace disconnect"]);
    peer.join("/").await;
}

#[tokio::test(start_paused = true)]
async fn what_a_listener_changes_counts_from_the_next_event_on() {
    let mut peer = join(|socket| {
        socket.on("go", |socket, _| {
            socket.off("go");
            socket.on("go", |socket, _| {
                socket.emit("added", &args(&[])).unwrap();
            });
            socket.emit("first", &args(&[])).unwrap();
        });
        socket.on("go", |socket, _| {
            socket.emit("second", &args(&[])).unwrap();
        });
        socket.on_any(|socket, _| {
            socket.emit("any", &args(&[])).unwrap();
        });
    })
    .await;
    peer.say(r#"42["go"]"#).await;
    for name in ["first", "second", "any"] {
        peer.expect(&format!(r#"42["{name}"]"#)).await;
    }
    peer.say(r#"42["go"]"#).await;
    for name in ["any", "added"] {
        peer.expect(&format!(r#"42["{name}"]"#)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn reserved_names_cannot_be_said() {
    let mut peer = join(|socket| {
        for name in events::RESERVED {
            let error = socket.emit(name, &args(&[])).unwrap_err();
            assert_eq!(error.to_string(), format!("{name} is a reserved name"));
        }
        socket.emit("ready", &args(&[json!(null)])).unwrap();
    })
    .await;
    peer.expect(r#"42["ready",null]"#).await;
}

#[tokio::test(start_paused = true)]
async fn what_comes_is_echoed_as_it_was_written() {
    let mut peer = join(|socket| {
        socket.on_any(|socket, event| {
            let _ = socket.emit("back", &event.args);
        });
    })
    .await;
    for json in [
        "12345678901234567890",
        "0.1000000000000000055511151231257827",
        "1e400",
        r#""\ud83d\udc69 \u0061""#,
        r#"{"a":1,"a":2,"":[ 1 , 2 ]}"#,
    ] {
        peer.say(&format!(r#"42["echo",{json}]"#)).await;
        peer.expect(&format!(r#"42["back",{json}]"#)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn names_are_compared_letter_by_letter() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        for name in ["a", "A", "ab", ""] {
            let log = noted.clone();
            socket.on(name, move |_, _| log.note(name));
        }
    })
    .await;
    peer.say(r#"42["A"]"#).await;
    assert_eq!(log.take().await, ["A"]);
    peer.say(r#"42["a"]"#).await;
    assert_eq!(log.take().await, ["a"]);
}

#[tokio::test(start_paused = true)]
async fn what_one_of_them_ends_the_others_still_hear() {
    let log = Log::default();
    let noted = log.clone();
    let mut peer = join(move |socket| {
        let log = noted.clone();
        socket.on("go", |socket, _| socket.disconnect(false));
        socket.on("go", move |socket, _| {
            log.note(format!("still here: {}", socket.is_connected()));
        });
    })
    .await;
    peer.say(r#"42["go"]"#).await;
    assert_eq!(log.take().await, ["still here: false"]);
}

/// Says goodbye when nobody holds it any more.
struct Polite(Socket);

impl Drop for Polite {
    fn drop(&mut self) {
        let _ = self.0.emit("bye", &args(&[]));
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn lets_go_of_a_polite_listener() {
    let mut peer = join(|socket| {
        let polite = Polite(socket.clone());
        socket.on("a", move |_, _| {
            let _ = &polite;
        });
        socket.off("a");
    })
    .await;
    peer.expect(r#"42["bye"]"#).await;
}

#[test]
fn what_goes_with_a_listener_may_use_its_socket() {
    let (tell, done) = std::sync::mpsc::channel();
    // Its own thread, since one that waits for itself waits for ever.
    std::thread::spawn(move || {
        lets_go_of_a_polite_listener();
        let _ = tell.send(());
    });
    let limit = std::time::Duration::from_secs(10);
    assert_eq!(done.recv_timeout(limit), Ok(()), "it stands still");
}
