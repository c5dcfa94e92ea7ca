//! The servers that are measured. Each has one thread.

use std::future::pending;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use kit::report::Result;
use tokio_tungstenite::accept_async;
use warp::Filter;
use warp::ws::{WebSocket, Ws};
use websocket::{Chat, Config};

/// The clients of this report answer no pings.
const HOUR: Duration = Duration::from_secs(3600);

/// As chapter 09's program runs it, but for the pace: this report asks what
/// a message costs, not how many a guest may send.
#[tokio::main(flavor = "current_thread")]
pub async fn chapter_09() -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let pace = Duration::ZERO;
    let config = Config { pace, heartbeat: HOUR, ..Config::default() };
    let chat = Chat::new(config, |line| println!("{line}"));
    Ok(websocket::serve(chat, listeners, None, pending()).await?)
}

/// As chapter 08's program runs it.
#[tokio::main(flavor = "current_thread")]
pub async fn chapter_08() -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let config = frame::Config { idle: HOUR, ..frame::Config::default() };
    Ok(frame::serve(config, listeners, None, pending()).await?)
}

/// What its readme shows: each message is read, and then it is sent.
#[tokio::main(flavor = "current_thread")]
pub async fn tungstenite() -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    loop {
        let stream = ping::accept(&listener).await;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            let mut socket = accept_async(stream).await?;
            while let Some(message) = socket.next().await {
                socket.send(message?).await?;
            }
            Ok::<(), tokio_tungstenite::tungstenite::Error>(())
        });
    }
}

/// The same with warp, and all that it does by default.
#[tokio::main(flavor = "current_thread")]
pub async fn with_warp() -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    let echo = |mut socket: WebSocket| async move {
        while let Some(Ok(message)) = socket.next().await {
            if socket.send(message).await.is_err() {
                return;
            }
        }
    };
    let routes = warp::ws().map(move |ws: Ws| ws.on_upgrade(echo));
    warp::serve(routes).incoming(listener).run().await;
    Ok(())
}
