//! The servers that are measured. Each has one thread.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use events::{Config, Io, Namespace, Socket};
use kit::report::Result;
use rooms::Rooms;

/// The clients of this report answer no pings.
const HOUR: Duration = Duration::from_secs(3600);

async fn serve(namespace: Namespace) -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let mut config = Config::default();
    config.engine.ping_interval = HOUR;
    let engine = Io::new().with("/", namespace).into_engine(config);
    Ok(engine::serve(engine, listeners, None, pending()).await?)
}

/// The smallest server. Everybody joins so many rooms, ten to a room.
#[tokio::main(flavor = "current_thread")]
pub async fn rooms(count: usize) -> Result<()> {
    let number = Mutex::new(0);
    serve(Rooms::new("/").namespace(move |rooms, socket| {
        let number = {
            let mut number = number.lock().unwrap();
            *number += 1;
            *number
        };
        for room in 0..count {
            rooms.join(socket, &format!("{room} of {}", number / 10));
        }
        socket.on("message", |socket, event| {
            let _ = socket.emit("message-back", &event.args);
        });
        let rooms = rooms.clone();
        socket.on("chat message", move |_, event| {
            let _ = rooms.all().emit("chat message", &event.args);
        });
    }))
    .await
}

/// The first try: whoever comes is put on a list, and then there is a loop.
#[tokio::main(flavor = "current_thread")]
pub async fn naive_loop() -> Result<()> {
    let everybody = Arc::<Mutex<Vec<Socket>>>::default();
    serve(Namespace::new(move |socket| {
        everybody.lock().unwrap().push(socket.clone());
        let everybody = everybody.clone();
        socket.on("chat message", move |_, event| {
            for socket in everybody.lock().unwrap().iter() {
                let _ = socket.emit("chat message", &event.args);
            }
        });
    }))
    .await
}

/// Frames that come back, without a word of Socket.IO.
#[tokio::main(flavor = "current_thread")]
pub async fn chapter_09() -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let config = websocket::Config { heartbeat: HOUR, ..Default::default() };
    let chat = websocket::Chat::new(config, |line| println!("{line}"));
    Ok(websocket::serve(chat, listeners, None, pending()).await?)
}
