// ANCHOR: all
//! An answer in two pieces, from two servers: warp's own, and ours. Only
//! one of them waits for the client's acknowledgement in between.
//!
//! ```sh
//! cargo run -p chapter-05 --example request_nagle
//! ```

use std::future::pending;
use std::io;
use std::time::{Duration, Instant};

use request::{Client, Config, routes, serve};
use warp::Filter;

/// So many questions on one connection, or as many as were asked for: `-- 5`.
/// As many before them do not count: at the start of a connection Linux
/// acknowledges everything at once.
const COUNT: usize = 20;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let asked = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let count = asked.filter(|count| *count > 0).unwrap_or(COUNT);
    let config = Config::default();
    // ANCHOR: servers
    let listener = ping::listen(0).await?;
    let of_warp = listener.local_addr()?.port();
    tokio::spawn(warp::serve(routes(config).boxed()).incoming(listener).run());

    let listener = ping::listen(0).await?;
    let ours = listener.local_addr()?.port();
    tokio::spawn(serve(config, listener, pending()));
    // ANCHOR_END: servers

    print("warp's own server", &ask(of_warp, count).await?);
    print("ours, with nodelay", &ask(ours, count).await?);
    Ok(())
}

/// How long each answer took, the shortest first.
async fn ask(port: u16, count: usize) -> io::Result<Vec<Duration>> {
    let stream = ping::connect(port).await?;
    let mut client = Client::new(stream);
    let request = b"GET /pieces HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    let mut times = Vec::new();
    for number in 0..2 * count {
        let start = Instant::now();
        let answer = client.ask(request).await?;
        assert_eq!(answer.body, "pong");
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
        "{who:<18} {first:>5.1} to {last:>5.1} ms, {middle:>5.1} in the middle"
    );
}
// ANCHOR_END: all
