//! What it costs to have many wait: memory for each, and the time until all
//! have heard. The page shows what it printed once, in
//! `tests/snapshots/push-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-06 --example push_cost
//! ```
//!
//! The server runs in a process of its own, its clients in this one.

use std::error::Error;
use std::fs::read_to_string;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use push::{Board, Config};

/// Of each kind.
const CLIENTS: usize = 1000;
const ROUNDS: usize = 9;
const TEXT: &str = "so many wait, and all of them hear this";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let role = std::env::args().nth(1);
    let done = match role.as_deref() {
        _ if !cfg!(target_os = "linux") => {
            println!("sorry: this report reads /proc, which only Linux has");
            Ok(())
        }
        None => raise_limit(),
        Some("report") => report(),
        Some(_) => run_server(),
    };
    ping::exit_code(done.map_err(|error| io::Error::other(error.to_string())))
}

/// Two thousand clients are as many files, and many systems allow fewer at
/// first. A process may raise its limit up to the hard one, and its children
/// inherit that; the shell knows how.
fn raise_limit() -> Result<()> {
    let script = "ulimit -n $(ulimit -Hn); exec \"$0\" report";
    let program = std::env::current_exe()?;
    let status =
        Command::new("sh").arg("-c").arg(script).arg(program).status()?;
    match status.success() {
        true => Ok(()),
        false => Err("no report".into()),
    }
}

fn report() -> Result<()> {
    println!("$ cargo run --release -p chapter-06 --example push_cost");
    println!("{}", machine());
    let server = Server::start()?;
    // Whatever is needed once is not counted for each.
    server.ask("GET /wait")?;
    server.ask("GET /events")?;
    let before = server.settled()?;
    let mut polls = server.clients("GET /wait")?;
    let with_polls = server.settled()?;
    let mut streams = server.clients("GET /events")?;
    let with_all = server.settled()?;
    println!("\n{CLIENTS} long polls and {CLIENTS} streams that wait:");
    println!("resident memory before         {before:>8} KiB");
    let each = |size: usize| size as f64 / CLIENTS as f64;
    println!("a long poll                    {:>8.2} KiB", {
        each(with_polls - before)
    });
    println!("a stream                       {:>8.2} KiB", {
        each(with_all - with_polls)
    });
    println!("\none message to all {} of them:", 2 * CLIENTS);
    let mut medians = Vec::new();
    for round in 0..=ROUNDS {
        let times = broadcast(&server, &mut polls, &mut streams)?;
        let middle = times[times.len() / 2];
        if round > 0 {
            println!(
                "round {round}   first {:>6.2} ms   median {:>6.2} ms   \
                 last {:>6.2} ms",
                ms(times[0]),
                ms(middle),
                ms(times[times.len() - 1]),
            );
            medians.push(middle);
        } // in the first round caches and buffers are cold
    }
    medians.sort();
    println!(
        "medians: {:.2} to {:.2} ms, {:.2} ms in the middle",
        ms(medians[0]),
        ms(medians[ROUNDS - 1]),
        ms(medians[ROUNDS / 2]),
    );
    let after = server.settled()?;
    println!(
        "\nresident memory after that     {after:>8} KiB, {:.2} KiB each",
        (after - before) as f64 / (2 * CLIENTS) as f64
    );
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// How long each has waited for it, the quickest first. All clients share
/// one epoll, so whoever has heard is seen at once, in any order.
fn broadcast(
    server: &Server,
    polls: &mut [TcpStream],
    streams: &mut [TcpStream],
) -> Result<Vec<Duration>> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build()?;
    let mut times = runtime.block_on(async {
        let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
        for stream in polls.iter().chain(streams.iter()) {
            let stream = tokio::net::TcpStream::from_std(stream.try_clone()?)?;
            let sender = sender.clone();
            tokio::spawn(async move {
                let mut text = Vec::new();
                let mut buffer = [0; 1024];
                while !text.ends_with(b"\n\n") && !text.ends_with(b"\n\n\r\n") {
                    stream.readable().await?;
                    match stream.try_read(&mut buffer) {
                        Ok(0) => break,
                        Ok(size) => text.extend(&buffer[..size]),
                        Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                        Err(error) => return Err(error),
                    }
                }
                let _ = sender.send(Instant::now());
                Ok(())
            });
        }
        drop(sender);
        tokio::task::yield_now().await;
        let start = Instant::now();
        server.say();
        let mut times = Vec::new();
        while let Some(at) = heard.recv().await {
            times.push(at - start);
        }
        Result::Ok(times)
    })?;
    assert_eq!(times.len(), 2 * CLIENTS);
    times.sort();
    for poll in polls {
        wait(poll, "GET /wait")?;
    }
    server.settled()?;
    Ok(times)
}

/// Asks for what comes after all that was said.
fn wait(stream: &mut TcpStream, what: &str) -> Result<()> {
    // A long poll must not be answered with what was said before.
    let target = match what {
        "GET /wait" => "GET /wait?after=LAST",
        other => other,
    };
    let last = SAID.load(Ordering::Relaxed).to_string();
    let target = target.replace("LAST", &last);
    let request = format!("{target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    Ok(())
}

/// The number of the last message.
static SAID: AtomicU64 = AtomicU64::new(0);

/// This program again, as the server, in another process.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start() -> Result<Server> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("server")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut output = BufReader::new(child.stdout.take().ok_or("output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        Ok(Server { child, port: line.trim().parse()? })
    }

    fn ask(&self, what: &str) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        wait(&mut stream, what)?;
        if what == "GET /events" {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") {
                stream.read_exact(&mut byte)?;
                head.extend(byte);
            }
        }
        stream.set_nonblocking(true)?;
        Ok(stream)
    }

    fn clients(&self, what: &str) -> Result<Vec<TcpStream>> {
        (0..CLIENTS).map(|_| self.ask(what)).collect()
    }

    /// In a thread of its own, for it waits for the answer.
    fn say(&self) {
        let port = self.port;
        SAID.fetch_add(1, Ordering::Relaxed);
        std::thread::spawn(move || {
            let mut stream = TcpStream::connect(("127.0.0.1", port))?;
            let size = TEXT.len();
            write!(
                stream,
                "POST /say HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                 Content-Length: {size}\r\n\r\n{TEXT}"
            )?;
            stream.read_to_end(&mut Vec::new())
        });
    }

    fn proc(&self, file: &str) -> Result<String> {
        Ok(read_to_string(format!("/proc/{}/{file}", self.child.id()))?)
    }

    /// Resident memory in KiB, once nothing happens any more.
    fn settled(&self) -> Result<usize> {
        let mut cpu = self.proc("schedstat")?;
        loop {
            std::thread::sleep(Duration::from_millis(200));
            let now = self.proc("schedstat")?;
            if now == cpu {
                break;
            }
            cpu = now;
        }
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let size = line.ok_or("no VmRSS")?.trim().trim_end_matches(" kB");
        Ok(size.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The server as chapter 06's program runs it; but nobody has to ask again
/// while this report counts.
#[tokio::main(flavor = "current_thread")]
async fn run_server() -> Result<()> {
    let listeners = push::listen(0).await?;
    println!("{}", listeners[0].local_addr()?.port());
    let hour = Duration::from_secs(3600);
    let config = Config { wait: hour, heartbeat: hour, ..Config::default() };
    let board = Board::new(config);
    Ok(push::serve(board, listeners, std::future::pending()).await?)
}

fn machine() -> String {
    let file = |path: &str| read_to_string(path).unwrap_or_default();
    let info = file("/proc/cpuinfo");
    let field = |line: &str| line.split(": ").nth(1).map(str::to_string);
    let model = info.lines().find(|line| line.starts_with("model name"));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = file("/proc/sys/kernel/osrelease");
    let version = kernel.split('-').next().unwrap_or_default().trim();
    let model = model.and_then(field).unwrap_or_default();
    format!("{model}, {cores} cores, Linux {version}")
}
