// ANCHOR: all
//! The smallest server: an echo and a chat, for measuring. It takes part in
//! any comparison that speaks Socket.IO: `rooms_bench PORT`.

use std::io;

use events::{Config, Io};
use rooms::Rooms;
use tokio::net::TcpListener;

// ANCHOR: smallest
#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok());
    let address = ("127.0.0.1", port.unwrap_or(8888));
    let listener = TcpListener::bind(address).await?;
    let namespace = Rooms::new("/").namespace(|rooms, socket| {
        socket.on("message", |socket, event| {
            let _ = socket.emit("message-back", &event.args);
        });
        let rooms = rooms.clone();
        socket.on("chat message", move |_, event| {
            let _ = rooms.all().emit("chat message", &event.args);
        });
    });
    let engine = Io::new().with("/", namespace).into_engine(Config::default());
    let forever = std::future::pending();
    engine::serve(engine, vec![listener], None, forever).await
}
// ANCHOR_END: smallest
// ANCHOR_END: all
