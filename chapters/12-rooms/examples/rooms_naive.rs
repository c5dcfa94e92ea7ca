// ANCHOR: all
//! A chat on top of chapter 11 that works, and gets slower every day.

use std::io;
use std::sync::{Arc, Mutex};

use events::{Args, Config, Connection, Io, Namespace, Socket};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

// ANCHOR: naive
type Everybody = Arc<Mutex<Vec<Socket>>>;

/// Wrong: whoever comes is put on a list, and then there is a loop.
fn chat(everybody: &Everybody) -> Namespace {
    let everybody = everybody.clone();
    Namespace::new(move |socket| {
        everybody.lock().unwrap().push(socket.clone());
        let everybody = everybody.clone();
        socket.on("chat message", move |_, event| {
            for socket in everybody.lock().unwrap().iter() {
                let _ = socket.emit("chat message", &event.args);
            }
        });
    })
}
// ANCHOR_END: naive

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let port = listener.local_addr()?.port();
    let everybody = Everybody::default();
    let io = Io::new().with("/", chat(&everybody));
    let engine = io.into_engine(Config::default());
    let forever = std::future::pending();
    tokio::spawn(engine::serve(engine, vec![listener], None, forever));
    for day in 1..=3 {
        for _ in 0..50 {
            visit(port).await?;
        }
        let list = everybody.lock().unwrap();
        let here = list.iter().filter(|socket| socket.is_connected()).count();
        println!("day {day}: 50 guests have come, said hello, and gone");
        println!("  on the list: {}; still here: {here}", list.len());
    }
    // One more is on the list by the time he speaks.
    let list = everybody.lock().unwrap().len();
    println!("the next hello is written {} times, for one", list + 1);
    Ok(())
}

/// A guest who says hello, hears it, and leaves.
async fn visit(port: u16) -> io::Result<()> {
    let (tell, mut heard) = mpsc::channel(1);
    let config = Config::default();
    let begin = |connection: &mut Connection| {
        let socket = connection.connect("/", &Value::Null);
        socket.on("chat message", move |socket, _| {
            let _ = tell.try_send(());
            socket.disconnect(true);
        });
        let hello = Args::of("hello").unwrap_or_default();
        let _ = socket.emit("chat message", &hello);
    };
    events::connect(port, &config, begin).await?;
    heard.recv().await;
    // The server has to hear that he is gone, too.
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    Ok(())
}
// ANCHOR_END: all
