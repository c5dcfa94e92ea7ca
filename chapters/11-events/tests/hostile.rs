//! Attacks from outside, and accidents that look like one.

use engine::{Content, Engine, Handler, Message, Peer};
use events::{Io, Namespace, Socket};
use house::House;
use kit::Program;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[allow(dead_code)] // shared with the conversations
#[path = "conversation/house.rs"]
mod house;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-11");

fn sends_away(socket: &Socket) {
    socket.on("go", |socket, _| socket.disconnect(false));
    socket.on("echo", |socket, event| {
        let _ = socket.emit("back", &event.args);
    });
}

#[tokio::test(start_paused = true)]
async fn whoever_is_sent_away_while_he_talks_keeps_his_other_namespaces() {
    let io = Io::new().with("/", Namespace::new(sends_away));
    let house = House::new(io.with("/admin", Namespace::new(sends_away)));
    let mut peer = house.join("/").await;
    peer.join("/admin").await;
    peer.say(r#"42/admin,["go"]"#).await;
    peer.say(r#"42/admin,["echo",1]"#).await; // he does not know it yet
    peer.say(r#"43/admin,7[]"#).await;
    peer.expect("41/admin,").await;
    peer.say(r#"42["echo",2]"#).await;
    peer.expect(r#"42["back",2]"#).await;
    // He may come back, or say goodbye in his turn.
    peer.join("/admin").await;
    peer.say(r#"42/admin,["go"]"#).await;
    peer.expect("41/admin,").await;
    peer.say("41/admin,").await;
    peer.say(r#"42["echo",3]"#).await;
    peer.expect(r#"42["back",3]"#).await;
    // Whoever has gone himself has nothing more to say.
    peer.join("/admin").await;
    peer.say("41/admin,").await;
    peer.say("42/admin,[\"echo\",4]").await;
    assert_eq!(peer.closed().await.1, "parse error");
}

#[tokio::test]
async fn the_longest_times_that_can_be_typed_harm_nobody() {
    for option in ["--ping-interval", "--ping-timeout", "--connect-timeout"] {
        let run = format!("unseen --port 0 --lab 0 {option} 580000000000years");
        let mut server = Program::start(CHAPTER, &run);
        let port = server.port("listening on");
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request =
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.0\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.0 200 "), "{option}: {answer}");
    }
}

/// A server whose every word clears his clients' screen. In JSON, U+009B may
/// stand as it is, and means what ESC [ does.
struct Painter(Peer);

impl Handler for Painter {
    fn message(&mut self, message: Message) {
        let Content::Text(text) = message.content() else { return };
        self.0.send(Message::text(match text.chars().next() {
            Some('0') => r#"0{"sid":"\u001b[2J"}"#,
            _ if text.starts_with("20[") => "30[\"\u{9b}2J\"]",
            _ => "2[\"paint\",\"\u{9b}2J\"]",
        }));
    }
}

#[tokio::test]
async fn a_server_does_not_paint_on_the_terminal_of_its_clients() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let engine = Engine::new(engine::Config::default(), |peer| {
        Box::new(Painter(peer.clone()))
    });
    let stop = std::future::pending();
    kit::spawn(engine::serve(engine, vec![listener], None, stop));
    let shown = tokio::task::spawn_blocking(move || {
        let run = format!("connect unseen --port {port}");
        let mut client = Program::start(CHAPTER, &run);
        let connected = client.line_with("connected as");
        client.type_line("hello");
        let painted = client.line_with("paint: ");
        [connected, painted, client.line_with("acknowledged: ")]
    });
    let ends = ["connected as .[2J", r#"paint: ".2J""#, r#"".2J""#];
    for (line, end) in shown.await.unwrap().iter().zip(ends) {
        assert!(line.ends_with(end), "{line:?}");
    }
}
