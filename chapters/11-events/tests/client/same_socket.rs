//! The same type on both sides: a client and a server of ours.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::Reason;
use events::{
    AckError, Args, Config, Departure, Io, Namespace, Refused, Socket,
};
use kit::within;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// Long enough for a machine that has much else to do.
const LIMIT: Duration = Duration::from_secs(10);

async fn serve(io: Io) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let engine = io.into_engine(Config::default());
    let listeners = vec![listener];
    kit::spawn(engine::serve(engine, listeners, None, std::future::pending()));
    port
}

/// A client's sockets, one of each namespace, and why its session is over.
async fn connect<const N: usize>(
    port: u16,
    namespaces: [(&'static str, Value); N],
) -> ([Socket; N], oneshot::Receiver<Reason>) {
    let (tell, sockets) = oneshot::channel();
    let (end, ended) = oneshot::channel();
    kit::spawn(async move {
        let begin = |connection: &mut events::Connection| {
            let sockets =
                namespaces.map(|(name, auth)| connection.connect(name, &auth));
            let _ = tell.send(sockets);
        };
        let config = Config::default();
        let reason = events::connect(port, &config, begin).await.unwrap();
        let _ = end.send(reason);
    });
    (within("the client's sockets", sockets).await.unwrap(), ended)
}

/// What happens to a socket, in order.
fn watch(socket: &Socket) -> mpsc::UnboundedReceiver<String> {
    let (tell, told) = mpsc::unbounded_channel();
    let connected = tell.clone();
    socket.on_connect(move |socket| {
        let _ = connected.send(format!("connect {}", socket.id().len()));
    });
    let left = tell.clone();
    socket.on_disconnect(move |_, why| {
        let _ = left.send(why.in_client());
    });
    socket.on_any(move |_, event| {
        let _ = tell.send(format!("{} {}", event.name, event.args.json()));
    });
    told
}

async fn next(told: &mut mpsc::UnboundedReceiver<String>) -> String {
    within("something to happen", told.recv()).await.unwrap()
}

/// Greets, echoes, and asks back. It is the same function for both sides.
fn polite(socket: &Socket) {
    socket.on("hello", |socket, event| {
        let _ = socket.emit("hello, too", &event.args);
    });
    socket.on("sum", |_, event| {
        let sum = event.args.get::<u64>(0).unwrap()
            + event.args.get::<u64>(1).unwrap();
        if let Some(ack) = &event.ack {
            let _ = ack.send(&Args::of(&sum).unwrap());
        }
    });
}

#[tokio::test]
async fn one_function_serves_on_both_sides() {
    let (tell, mut joined) = mpsc::unbounded_channel();
    let greet = move |socket: &Socket| {
        polite(socket);
        let _ = tell.send(socket.clone());
    };
    let port = serve(Io::new().with("/", Namespace::new(greet))).await;
    let ([client], _ended) = connect(port, [("/", Value::Null)]).await;
    polite(&client);
    let server = within("the server's side", joined.recv()).await.unwrap();
    let two = Args::of(&2).unwrap().and(&3).unwrap();
    for side in [&client, &server] {
        let answer = side.emit_with_ack("sum", &two, LIMIT).await.unwrap();
        assert_eq!(answer.get::<u64>(0).unwrap(), 5);
        let (tell, heard) = oneshot::channel();
        let tell = Mutex::new(Some(tell));
        side.on("hello, too", move |_, event| {
            if let Some(tell) = tell.lock().unwrap().take() {
                let _ = tell.send(event.args.clone());
            }
        });
        let said = two.clone().and_binary(&b"\x00\xff"[..]);
        side.emit("hello", &said).unwrap();
        assert_eq!(within("an echo", heard).await.unwrap(), said);
    }
    // Both know the name of the one socket that they are the ends of.
    assert_eq!(client.id(), server.id());
}

#[tokio::test]
async fn what_is_said_before_the_server_has_answered_comes_in_order() {
    let port = serve(events::program()).await;
    let ([socket], _ended) = connect(port, [("/", Value::Null)]).await;
    let mut told = watch(&socket);
    for number in 0..100 {
        socket.emit("message", &Args::of(&number).unwrap()).unwrap();
    }
    assert_eq!(next(&mut told).await, "connect 20");
    assert_eq!(next(&mut told).await, "auth {}");
    for number in 0..100 {
        assert_eq!(next(&mut told).await, format!("message-back {number}"));
    }
}

#[tokio::test]
async fn a_client_is_in_two_namespaces_and_leaves_one() {
    let port = serve(events::program()).await;
    let auth = json!({ "token": "sock" });
    let ([root, custom], ended) =
        connect(port, [("/", Value::Null), ("/custom", auth)]).await;
    let (mut at_root, mut at_custom) = (watch(&root), watch(&custom));
    assert_eq!(next(&mut at_custom).await, "connect 20");
    assert_eq!(next(&mut at_custom).await, r#"auth {"token":"sock"}"#);
    assert_eq!(next(&mut at_root).await, "connect 20");
    assert_eq!(next(&mut at_root).await, "auth {}");
    // What the server still has to say to a socket that has left may be
    // under way, and that is nobody's fault.
    custom.emit("message", &Args::new()).unwrap();
    custom.disconnect(false);
    assert_eq!(next(&mut at_custom).await, "io client disconnect");
    let one = Args::of(&1).unwrap();
    let answer = root.emit_with_ack("message-with-ack", &one, LIMIT).await;
    assert_eq!(answer.unwrap(), one);
    root.disconnect(true);
    let reason = within("the end", ended).await.unwrap();
    assert_eq!(reason, Reason::ForcedClose);
    assert_eq!(next(&mut at_root).await, "io client disconnect");
}

#[tokio::test]
async fn a_client_may_leave_before_it_has_joined_and_the_server_is_told() {
    let (tell, mut left) = mpsc::unbounded_channel();
    let greet = move |socket: &Socket| {
        polite(socket);
        let tell = tell.clone();
        socket.on_disconnect(move |socket, why| {
            let _ = tell.send((socket.namespace().to_string(), why));
        });
    };
    let io = Io::new()
        .with("/", Namespace::new(polite))
        .with("/custom", Namespace::new(greet));
    let port = serve(io).await;
    let all = [("/", Value::Null), ("/custom", Value::Null)];
    let ([root, custom], _ended) = connect(port, all).await;
    let mut at_custom = watch(&custom);
    custom.disconnect(false);
    let told = within("the server's end", left.recv()).await.unwrap();
    assert_eq!(told, ("/custom".to_string(), Departure::ByPeer));
    let two = Args::of(&2).unwrap().and(&3).unwrap();
    let answer = root.emit_with_ack("sum", &two, LIMIT).await;
    assert_eq!(answer.unwrap().json(), "5");
    // Here nobody has joined, and nobody has left.
    drop(custom);
    assert!(at_custom.try_recv().is_err());
}

#[tokio::test]
async fn a_client_that_is_refused_hears_why_and_may_go_on_elsewhere() {
    let refuses = Namespace::new(|_: &Socket| {}).allow(|socket| {
        let data = json!({ "you said": socket.auth() });
        Err(Refused { message: "not today".to_string(), data })
    });
    let io =
        Io::new().with("/", Namespace::new(polite)).with("/admin", refuses);
    let port = serve(io).await;
    let auth = json!({ "token": 1 });
    let ([root, admin], _ended) =
        connect(port, [("/", Value::Null), ("/admin", auth)]).await;
    let mut told = watch(&admin);
    let refused =
        r#"{"message":"not today","data":{"you said":"{\"token\":1}"}}"#;
    assert_eq!(next(&mut told).await, format!("connect_error {refused}"));
    let answer = admin.emit_with_ack("sum", &Args::new(), LIMIT).await;
    assert!(matches!(answer, Err(AckError::Left)));
    let two = Args::of(&2).unwrap().and(&3).unwrap();
    let answer = root.emit_with_ack("sum", &two, LIMIT).await;
    assert_eq!(answer.unwrap().json(), "5");
}

#[tokio::test]
async fn a_server_lets_go_of_a_client_in_its_own_words() {
    let greet = |socket: &Socket| {
        socket.on("go", |socket, event| {
            socket.disconnect(event.args.get(0).unwrap());
        });
    };
    let port = serve(Io::new().with("/", Namespace::new(greet))).await;
    for session in [false, true] {
        let ([socket], _ended) = connect(port, [("/", Value::Null)]).await;
        let mut told = watch(&socket);
        assert_eq!(next(&mut told).await, "connect 20");
        socket.emit("go", &Args::of(&session).unwrap()).unwrap();
        assert_eq!(next(&mut told).await, "io server disconnect");
    }
}

#[tokio::test]
async fn listeners_that_hold_their_own_socket_go_with_the_session() {
    let port = serve(events::program()).await;
    let ([socket], ended) = connect(port, [("/", Value::Null)]).await;
    let held = Arc::new(());
    let mut told = watch(&socket);
    let (own, piece) = (socket.clone(), held.clone());
    socket.on("never", move |_, _| drop((own.clone(), piece.clone())));
    next(&mut told).await;
    socket.disconnect(true);
    within("the end", ended).await.unwrap();
    assert_eq!(Arc::strong_count(&held), 1);
}

#[tokio::test]
async fn all_who_wait_for_the_connection_are_told_in_order() {
    let port = serve(events::program()).await;
    let ([socket], _ended) = connect(port, [("/", Value::Null)]).await;
    let (tell, mut told) = mpsc::unbounded_channel();
    for number in ["first", "second"] {
        let tell = tell.clone();
        socket.on_connect(move |socket| {
            let _ = tell.send(format!("{number} {}", socket.is_connected()));
        });
    }
    assert_eq!(next(&mut told).await, "first true");
    assert_eq!(next(&mut told).await, "second true");
}
