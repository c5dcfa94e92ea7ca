// ANCHOR: all
//! One function for both sides, and then each asks the other. `wait` is the
//! server alone, `ask` the client; tests/interop/same has both for Node.

use std::io;
use std::time::Duration;

use events::{Args, ArgsError, Config, Connection, Io, Namespace, Socket};
use serde_json::Value;
use tokio::net::TcpListener;

// ANCHOR: both
/// What this side can do for the other.
fn listen(socket: &Socket) {
    socket.on("add", |_, event| {
        let sum = || -> Result<i64, ArgsError> {
            Ok(event.args.get::<i64>(0)? + event.args.get::<i64>(1)?)
        };
        let sum = sum().and_then(|sum| Args::of(&sum)).unwrap_or_default();
        if let Some(ack) = &event.ack {
            let _ = ack.send(&sum);
        }
    });
}

/// What this side wants of the other.
async fn ask(socket: Socket, who: &str) {
    let limit = Duration::from_secs(5);
    // Numbers are always JSON.
    let both = Args::of(&2).and_then(|args| args.and(&3)).unwrap_or_default();
    match socket.emit_with_ack("add", &both, limit).await {
        Ok(sum) => println!("the {who} asks: 2 + 3 is {}", sum.json()),
        Err(error) => println!("the {who} asks: {error}"),
    }
}
// ANCHOR_END: both

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let side = words.next().unwrap_or_default();
    let port = words.next().and_then(|port| port.parse().ok());
    let port = port.unwrap_or(8888);
    if side == "ask" {
        return connect(port).await;
    }
    let listeners = push::listen(port).await?;
    let port = listeners[0].local_addr()?.port();
    println!("listening on 127.0.0.1:{port}");
    let served = serve(listeners);
    match &*side {
        "wait" => served.await,
        _ => tokio::select! {
            done = served => done,
            done = connect(port) => done,
        },
    }
}

async fn serve(listeners: Vec<TcpListener>) -> io::Result<()> {
    // ANCHOR: server
    let io = Io::new().with(
        "/",
        Namespace::new(|socket: &Socket| {
            listen(socket);
            tokio::spawn(ask(socket.clone(), "server"));
        }),
    );
    let engine = io.into_engine(Config::default());
    engine::serve(engine, listeners, None, ping::interrupted()).await
    // ANCHOR_END: server
}

async fn connect(port: u16) -> io::Result<()> {
    // ANCHOR: client
    let begin = |connection: &mut Connection| {
        let socket = connection.connect("/", &Value::Null);
        listen(&socket);
        tokio::spawn(async move {
            ask(socket.clone(), "client").await;
            socket.disconnect(true);
        });
    };
    events::connect(port, &Config::default(), begin).await?;
    // ANCHOR_END: client
    Ok(())
}
// ANCHOR_END: all
