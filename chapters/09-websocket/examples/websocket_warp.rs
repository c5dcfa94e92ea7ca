// ANCHOR: all
//! The first try: a chat by `warp::ws` and `warp::serve`, and two things
//! that go wrong with it.
//!
//! ```sh
//! cargo run -p chapter-09 --example websocket_warp
//! ```

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::{self, Error};
use tokio_tungstenite::{WebSocketStream, client_async};
use warp::filters::ws::{Message, WebSocket, Ws};
use warp::{Filter, Reply};

// ANCHOR: naive
/// Everybody who is connected.
type Guests = Arc<Mutex<Vec<mpsc::UnboundedSender<Message>>>>;

fn routes(
    guests: Guests,
) -> impl Filter<Extract = (impl Reply,), Error = warp::Rejection> + Clone {
    warp::path::end().and(warp::ws()).map(move |ws: Ws| {
        let guests = guests.clone();
        ws.on_upgrade(move |socket| talk(socket, guests))
    })
}

/// All hear what one says. Who has said it hears first that it was heard.
async fn talk(socket: WebSocket, guests: Guests) {
    let (mut sink, mut stream) = socket.split();
    let (outbox, mut inbox) = mpsc::unbounded_channel();
    all(&guests).push(outbox.clone());
    tokio::spawn(async move {
        while let Some(message) = inbox.recv().await {
            if sink.send(message).await.is_err() {
                break;
            }
        }
    });
    while let Some(Ok(message)) = stream.next().await {
        if message.is_text() {
            let _ = outbox.send(Message::text("* heard"));
            all(&guests).retain(|one| one.send(message.clone()).is_ok());
        }
    }
}
// ANCHOR_END: naive

fn all(
    guests: &Guests,
) -> std::sync::MutexGuard<'_, Vec<mpsc::UnboundedSender<Message>>> {
    guests.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let asked = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let count = asked.filter(|count| *count > 0).unwrap_or(COUNT);
    // ANCHOR: servers
    let listener = ping::listen(0).await?;
    let of_warp = listener.local_addr()?.port();
    let (end, ended) = oneshot::channel::<()>();
    let server = warp::serve(routes(Guests::default()).boxed())
        .incoming(listener)
        .graceful(async { drop(ended.await) });
    let server = tokio::spawn(server.run());
    // ANCHOR_END: servers
    let listener = ping::listen(0).await?;
    let ours = listener.local_addr()?.port();
    tokio::spawn(own_loop(listener));

    println!("from a question to the second of two answers:");
    let mut guest = connect(of_warp).await?;
    print("warp's own server", &ask(&mut guest, count).await?);
    print("our own loop", &ask(&mut connect(ours).await?, count).await?);

    println!("warp's own server is told to end.");
    let _ = end.send(());
    let _ = server.await;
    println!("It has ended; the guest says `are you there?`");
    say(&mut guest, "are you there?").await?;
    for _ in 0..2 {
        println!("and hears `{}`", hear(&mut guest).await?);
    }
    Ok(())
}

// ANCHOR: own-loop
/// The same filter, and a loop in which each connection can be seen.
async fn own_loop(listener: TcpListener) -> io::Result<()> {
    let service = warp::service(routes(Guests::default()).boxed());
    loop {
        let stream = ping::accept(&listener).await;
        stream.set_nodelay(true)?;
        let service = TowerToHyperService::new(service.clone());
        let connection = http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        tokio::spawn(connection);
    }
}
// ANCHOR_END: own-loop

type Guest = WebSocketStream<TcpStream>;

async fn connect(port: u16) -> Result<Guest, Error> {
    let stream = ping::connect(port).await?;
    // The client's own frames are not what we measure.
    stream.set_nodelay(true)?;
    let url = format!("ws://127.0.0.1:{port}/");
    Ok(client_async(url, stream).await?.0)
}

async fn say(guest: &mut Guest, text: &str) -> Result<(), Error> {
    guest.send(tungstenite::Message::text(text)).await
}

async fn hear(guest: &mut Guest) -> Result<String, Error> {
    let message = guest.next().await.ok_or(Error::ConnectionClosed)??;
    Ok(message.to_text()?.to_string())
}

/// So many questions on one connection, or as many as were asked for: `-- 5`.
/// As many before them do not count: at the start of a connection Linux
/// acknowledges everything at once.
const COUNT: usize = 20;

/// How long each second answer took, the shortest first.
async fn ask(guest: &mut Guest, count: usize) -> Result<Vec<Duration>, Error> {
    let mut times = Vec::new();
    for number in 0..2 * count {
        let start = Instant::now();
        say(guest, "ping").await?;
        assert_eq!(hear(guest).await?, "* heard");
        assert_eq!(hear(guest).await?, "ping");
        if number >= count {
            times.push(start.elapsed());
        }
    }
    times.sort();
    Ok(times)
}

fn print(who: &str, times: &[Duration]) {
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    let (first, middle, last) =
        (ms(0), ms(times.len() / 2), ms(times.len() - 1));
    println!(
        "{who:<18} {first:>5.2} to {last:>5.2} ms, {middle:>5.2} in the middle"
    );
}
// ANCHOR_END: all
