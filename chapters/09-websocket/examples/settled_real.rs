//! The comparison of the page over real sockets on this machine's loopback,
//! through the wiretap of chapter 02, which delays every byte by 25 ms. The
//! page shows what it printed once, in `tests/snapshots/settled-real.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-09 --example settled_real
//! ```
//!
//! With a port behind it, it is a client that says `ping` to the `/echo` of
//! a chapter 09 there, for a packet capture.

use std::collections::BTreeMap;
use std::error::Error;
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bytes::BytesMut;
use frame::{Limits, Message, Role, WebSocket};
use kit::report;
use push::Board;
use request::{Client, Way};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::{interval, sleep};
use websocket::Chat;
use wiretap::{Recorder, Wire};

const RTT: Duration = Duration::from_millis(50);
const PERIOD: Duration = Duration::from_secs(1);
const COUNT: u32 = 20;
const HOUR: Duration = Duration::from_secs(3600);

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Times = Vec<Duration>;
/// In which way somebody has heard which message, and when.
type News = UnboundedSender<(&'static str, u32, Instant)>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let done = match std::env::args().nth(1).and_then(|port| port.parse().ok())
    {
        Some(port) => echoes(port).await,
        None => report().await,
    };
    ping::exit_code(done.map_err(|e| std::io::Error::other(e.to_string())))
}

async fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-09 --example settled_real");
    println!("{}", report::machine());
    println!("{COUNT} of each, over a link of 50ms there and back\n");
    let heading = ["ms", "shortest", "median", "longest", "+ set-up"];
    let [what, short, middle, long, setup] = heading;
    println!("{what:<30}{short:>9}{middle:>9}{long:>9}{setup:>10}");
    ask().await?;
    hear().await?;
    println!(
        "\n+ set-up: modelled, for the wiretap cannot delay TCP's handshake"
    );
    Ok(())
}

fn print(name: &str, mut times: Times, setup: &str) {
    times.sort();
    let at = |at: usize| times[at].as_secs_f64() * 1000.0;
    let last = times.len() - 1;
    let (short, middle, long) = (at(0), at(last / 2), at(last));
    let row =
        format!("{name:<30}{short:>9.1}{middle:>9.1}{long:>9.1}{setup:>10}");
    println!("{}", row.trim_end());
}

/// Each way once, and again.
async fn ask() -> Result<()> {
    let listener = ping::listen(0).await?;
    let port = tapped(listener.local_addr()?).await?;
    let config = request::Config::default();
    tokio::spawn(request::serve(config, listener, pending()));
    let chat = Chat::new(websocket::Config::default(), |_| {});
    let mut socket = open(chatting(&chat).await?, "/echo").await?;
    let question = Way { kept: true, browser: true }.request();
    let mut kept = Client::new(connect(port).await?);
    kept.ask(&question).await?; // warm, as the others will find it
    let (mut fresh, mut again, mut echo) = <(Times, Times, Times)>::default();
    for _ in 0..COUNT {
        let start = Instant::now();
        Client::new(connect(port).await?).ask(&question).await?;
        fresh.push(start.elapsed());
        let start = Instant::now();
        kept.ask(&question).await?;
        again.push(start.elapsed());
        echo.push(ping(&mut socket).await?);
    }
    print("ask: a request, fresh", fresh, "50.0");
    print("ask: a request, kept alive", again, "");
    print("ask: a WebSocket", echo, "");
    Ok(())
}

/// All hear the same, at the same time.
async fn hear() -> Result<()> {
    let board = Board::new(push::Config::default());
    let listener = ping::listen(0).await?;
    let port = tapped(listener.local_addr()?).await?;
    tokio::spawn(push::serve(board.clone(), vec![listener], pending()));
    let chat = Chat::new(websocket::Config::default(), |_| {});
    let mut socket = open(chatting(&chat).await?, "/").await?;
    socket.send(&Message::Text("bob".to_string()));
    let (news, mut heard) = unbounded_channel();
    let http = Client::new(connect(port).await?);
    tokio::spawn(asking("polling each second", "/poll", http, news.clone()));
    let http = Client::new(connect(port).await?);
    tokio::spawn(asking("long polling", "/wait", http, news.clone()));
    tokio::spawn(streaming(connect(port).await?, news.clone()));
    tokio::spawn(listening(socket, news));
    sleep(PERIOD).await; // now they all wait
    let ann = chat.room().enter();
    ann.join("ann")?;
    let (mut said, mut times) = (Vec::new(), BTreeMap::<_, Times>::new());
    let mut ticks = interval(PERIOD + PERIOD / COUNT);
    for number in 0..COUNT {
        ticks.tick().await;
        said.push(Instant::now());
        ann.say(&number.to_string()).map_err(|e| e.to_string())?;
        let done = board.say("ann", &number.to_string()).await;
        done.map_err(|e| e.to_string())?;
    }
    for _ in 0..4 * COUNT {
        let (way, number, at) = heard.recv().await.ok_or("somebody left")?;
        times.entry(way).or_default().push(at - said[number as usize]);
    }
    let ways = ["polling each second", "long polling", "server-sent events"];
    for way in ways.into_iter().chain(["a WebSocket"]) {
        let times = times.remove(way).ok_or("nobody has heard")?;
        print(&format!("be told: {way}"), times, "");
    }
    Ok(())
}

/// A proxy with a delay in front of that server: its port.
async fn tapped(to: SocketAddr) -> Result<u16> {
    let listener = ping::listen(0).await?;
    let port = listener.local_addr()?.port();
    let wire = Wire { delay: RTT / 2, ..Wire::default() };
    let recorder = Recorder::new(|_| {});
    let config = wiretap::Config { to, wire, recorder };
    tokio::spawn(wiretap::serve(config, listener, pending()));
    Ok(port)
}

async fn chatting(chat: &Chat) -> Result<u16> {
    let listener = ping::listen(0).await?;
    let port = tapped(listener.local_addr()?).await?;
    let listeners = vec![listener];
    tokio::spawn(websocket::serve(chat.clone(), listeners, None, pending()));
    Ok(port)
}

async fn connect(port: u16) -> Result<TcpStream> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn open(port: u16, target: &str) -> Result<WebSocket<TcpStream>> {
    let (stream, key) = (connect(port).await?, upgrade::fresh_key());
    let answer = upgrade::ask(stream, "localhost", target, &key).await?;
    let (stream, rest) = (answer.stream, answer.rest);
    Ok(WebSocket::new(stream, Role::Client, rest, Limits::default()))
}

/// One echo: how long it took.
async fn ping(socket: &mut WebSocket<TcpStream>) -> Result<Duration> {
    let start = Instant::now();
    socket.send(&Message::Text("ping".to_string()));
    socket.next(HOUR).await?.ok_or("the server closes")?;
    Ok(start.elapsed())
}

/// Three echoes in a row, and three with a pause behind each.
async fn echoes(port: u16) -> Result<()> {
    let mut socket = open(port, "/echo").await?;
    for pause in [0, 0, 200, 200, 200, 200] {
        ping(&mut socket).await?;
        sleep(Duration::from_millis(pause)).await;
    }
    Ok(())
}

/// The numbers that Ann has said in there.
fn numbers(text: &str) -> Vec<u32> {
    let after = text.split("ann: ").skip(1);
    let number = |text: &str| text.lines().next()?.parse().ok();
    after.filter_map(number).collect()
}

fn tell(news: &News, way: &'static str, text: &str) -> usize {
    let (numbers, now) = (numbers(text), Instant::now());
    for number in &numbers {
        let _ = news.send((way, *number, now));
    }
    numbers.len()
}

async fn asking(
    way: &'static str,
    target: &str,
    mut client: Client<TcpStream>,
    news: News,
) {
    let (mut after, mut ticks) = (0, interval(PERIOD));
    loop {
        if target == "/poll" {
            ticks.tick().await;
        }
        let question = format!(
            "GET {target}?after={after} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        );
        let asked = client.ask(question.as_bytes()).await;
        let Ok(answer) = asked else { return };
        after += tell(&news, way, &String::from_utf8_lossy(&answer.body));
    }
}

async fn streaming(mut stream: TcpStream, news: News) {
    let request = b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let asked = stream.write_all(request).await;
    let mut buffer = BytesMut::new();
    while asked.is_ok() {
        buffer.clear();
        if !matches!(stream.read_buf(&mut buffer).await, Ok(1..)) {
            return;
        }
        tell(&news, "server-sent events", &String::from_utf8_lossy(&buffer));
    }
}

async fn listening(mut socket: WebSocket<TcpStream>, news: News) {
    while let Ok(Some(message)) = socket.next(HOUR).await {
        let text = String::from_utf8_lossy(message.payload());
        tell(&news, "a WebSocket", &text);
    }
}
