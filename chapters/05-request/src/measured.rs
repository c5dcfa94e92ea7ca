// ANCHOR: all
//! The same four ways on this machine's loopback, through the wiretap.

use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use request::{Client, Config, WAYS, Way, spent};
use tokio::net::TcpStream;
use wiretap::{Recording, Wire};

/// Questions in each way, where nobody has said how many.
const COUNT: usize = 20;
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the questions took that were asked in one way.
pub struct Measured {
    /// In order: the shortest first.
    pub times: Vec<Duration>,
    /// Bytes to the server and back, for one of them, as the tap saw them.
    pub bytes: (usize, usize),
}

impl Measured {
    /// The shortest, the one in the middle, and the longest, in ms.
    pub fn range(&self) -> [f64; 3] {
        let last = self.times.len() - 1;
        [0, last / 2, last].map(|at| self.times[at].as_secs_f64() * 1000.0)
    }
}

/// Measures each way, over a wire with this round trip.
pub async fn all(
    rtt: Duration,
    count: Option<usize>,
) -> io::Result<Vec<Measured>> {
    let (server, tapped) = (ping::listen(0).await?, ping::listen(0).await?);
    let (to, at) = (server.local_addr()?, tapped.local_addr()?);
    let wire = Wire { delay: rtt / 2, ..Wire::default() };
    let recording = Recording::default();
    let recorder = recording.recorder();
    let link = wiretap::Config { to, wire, recorder };
    // Whoever measures for long must not be hung up on.
    let (life, head_timeout) = (A_DAY, A_DAY);
    let config = Config { life, head_timeout, ..Config::default() };
    let count = count.unwrap_or(COUNT).max(1);
    tokio::select! {
        done = request::serve(config, server, pending()) => {
            Err(done.err().unwrap_or(io::ErrorKind::BrokenPipe.into()))
        }
        done = wiretap::serve(link, tapped, pending()) => {
            Err(done.err().unwrap_or(io::ErrorKind::BrokenPipe.into()))
        }
        measured = all_ways(at.port(), count, &recording) => measured,
    }
}

async fn all_ways(
    port: u16,
    count: usize,
    recording: &Recording,
) -> io::Result<Vec<Measured>> {
    let mut all = Vec::new();
    for way in WAYS {
        let mut times = Vec::new();
        let mut kept = connect(port).await?;
        kept.ask(&way.request()).await?; // warm, as the others will find it
        let before = recording.pieces().len();
        for _ in 0..count {
            times.push(once(way, &mut kept, port).await?);
        }
        times.sort();
        let (up, down) = spent(&recording.pieces()[before..]);
        all.push(Measured { times, bytes: (up / count, down / count) });
    }
    Ok(all)
}

async fn once(
    way: Way,
    kept: &mut Client<TcpStream>,
    port: u16,
) -> io::Result<Duration> {
    let (start, request) = (Instant::now(), way.request());
    match way.kept {
        true => kept.ask(&request).await?,
        false => connect(port).await?.ask(&request).await?,
    };
    Ok(start.elapsed())
}

async fn connect(port: u16) -> io::Result<Client<TcpStream>> {
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream = TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    Ok(Client::new(stream))
}

/// This machine, in a line.
pub fn machine() -> String {
    let file = |path| std::fs::read_to_string(path).unwrap_or_default();
    let info = file("/proc/cpuinfo");
    let model = info.lines().find_map(|l| l.strip_prefix("model name\t: "));
    let kernel = file("/proc/sys/kernel/osrelease");
    let kernel = kernel.split('-').next().unwrap_or_default().trim();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = match std::env::consts::OS {
        "linux" => "Linux",
        other => other,
    };
    let model = model.unwrap_or(std::env::consts::ARCH);
    let text = format!("{model}, {cores} cores, {system} {kernel}");
    text.trim_end().to_string()
}
// ANCHOR_END: all
