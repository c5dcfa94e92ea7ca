//! What a guest costs: memory while nothing happens, CPU for each message.
//! The page shows what it printed once, in `tests/snapshots/room-cost.txt`:
//!
//! ```sh
//! cargo run --release -p chapter-04 --example room_cost
//! ```
//!
//! The room runs in a process of its own, its guests in this one. Beside it
//! runs the floor: a program that does nothing but one plain `write` for
//! each guest and message. Both are measured in turns.

use std::error::Error;
use std::fs::read_to_string;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use room::Config;

const IDLE_GUESTS: usize = 1000;
const HEARERS: usize = 500;
const ROUNDS: usize = 9;
const MESSAGES: usize = 200;
/// So many join before the others read about it.
const JOINS: usize = 100;
const TEXT: &str = "so many guests, and all of them hear this";

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
        Some("room") => run_room(),
        Some(_) => run_floor(),
    };
    ping::exit_code(done.map_err(|error| io::Error::other(error.to_string())))
}

/// A thousand guests are a thousand files, and many systems allow fewer at
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
    println!("$ cargo run --release -p chapter-04 --example room_cost");
    println!("{}", machine());
    memory()?;
    cpu()
}

fn memory() -> Result<()> {
    let room = Server::start("room")?;
    let mut guests = vec![guest(&room, 0)?];
    let before = room.resident()?;
    for number in 1..=IDLE_GUESTS {
        guests.push(guest(&room, number)?);
        // They hear each other join, and all of them keep reading.
        if number % JOINS == 0 {
            drain(&mut guests)?;
        }
    }
    let after = room.settled()?;
    let each = (after - before) as f64 / IDLE_GUESTS as f64;
    println!("\n{IDLE_GUESTS} guests who have joined and say nothing:");
    println!("resident memory before      {before:>8} KiB");
    println!("resident memory with them   {after:>8} KiB");
    println!("each                        {each:>8.2} KiB");
    Ok(())
}

fn cpu() -> Result<()> {
    let (room, floor) = (Server::start("room")?, Server::start("floor")?);
    let mut of_room = Crowd::new(&room, true)?;
    let mut of_floor = Crowd::new(&floor, false)?;
    println!("\na line to {HEARERS} guests, CPU time for each of them:");
    println!("           the room   one plain write   ratio");
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let with_room = of_room.broadcasts(&room)?;
        let with_floor = of_floor.broadcasts(&floor)?;
        let ratio = with_room / with_floor;
        if round > 0 {
            println!(
                "round {round:<2}   {with_room:>5.2} µs          \
                 {with_floor:>5.2} µs   {ratio:>5.2}"
            );
            ratios.push(ratio);
        } // in the first round caches and buffers are cold
    }
    ratios.sort_by(f64::total_cmp);
    let (lowest, highest) = (ratios[0], ratios[ROUNDS - 1]);
    let middle = ratios[ROUNDS / 2];
    println!("ratio: {lowest:.2} to {highest:.2}, {middle:.2} in the middle");
    Ok(())
}

/// One who speaks and many who listen.
struct Crowd {
    speaker: TcpStream,
    hearers: Vec<TcpStream>,
    line: Vec<u8>,
    heard: Vec<u8>,
}

impl Crowd {
    fn new(server: &Server, names: bool) -> Result<Crowd> {
        let heard = format!("g0: {TEXT}\n").into_bytes();
        if !names {
            let speaker = server.connect()?;
            let hearers = (0..HEARERS).map(|_| server.connect());
            let hearers = hearers.collect::<Result<_>>()?;
            return Ok(Crowd { speaker, hearers, line: heard.clone(), heard });
        }
        let mut speaker = guest(server, 0)?;
        let hearers = (1..=HEARERS).map(|number| guest(server, number));
        let mut hearers: Vec<_> = hearers.collect::<Result<_>>()?;
        // All but the last have heard of the last, and there is no more.
        let last = format!("* g{HEARERS} joined\n").into_bytes();
        for other in hearers[..HEARERS - 1].iter_mut().chain([&mut speaker]) {
            let mut heard = Vec::new();
            while !heard.ends_with(&last) {
                let mut byte = [0];
                other.read_exact(&mut byte)?;
                heard.extend(byte);
            }
        }
        let line = format!("{TEXT}\n").into_bytes();
        Ok(Crowd { speaker, hearers, line, heard })
    }

    /// Microseconds of the server's CPU time for each delivery.
    fn broadcasts(&mut self, server: &Server) -> Result<f64> {
        let before = server.cpu()?;
        let mut buffer = vec![0; self.heard.len()];
        for _ in 0..MESSAGES {
            self.speaker.write_all(&self.line)?;
            for hearer in &mut self.hearers {
                hearer.read_exact(&mut buffer)?;
                assert_eq!(buffer, self.heard);
            }
        }
        let used = server.cpu()? - before;
        Ok(used.as_secs_f64() * 1e6 / (MESSAGES * HEARERS) as f64)
    }
}

/// Somebody who has joined.
fn guest(server: &Server, number: usize) -> Result<TcpStream> {
    let mut stream = server.connect()?;
    writeln!(stream, "g{number}")?;
    let mut heard = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while !line.contains("welcome") {
        line.clear();
        heard.read_line(&mut line)?;
    }
    Ok(stream)
}

/// All read what has come, and do not wait for more.
fn drain(guests: &mut [TcpStream]) -> Result<()> {
    let mut buffer = [0; 4096];
    for stream in guests {
        stream.set_nonblocking(true)?;
        while let Ok(1..) = stream.read(&mut buffer) {}
        stream.set_nonblocking(false)?;
    }
    Ok(())
}

/// This program again, in another role and another process.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(role: &str) -> Result<Server> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(role)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut output = BufReader::new(child.stdout.take().ok_or("output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let port = line.trim().parse()?;
        std::thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Ok(Server { child, port })
    }

    fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn proc(&self, file: &str) -> Result<String> {
        Ok(read_to_string(format!("/proc/{}/{file}", self.child.id()))?)
    }

    /// In KiB.
    fn resident(&self) -> Result<usize> {
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let size = line.ok_or("no VmRSS")?.trim().trim_end_matches(" kB");
        Ok(size.parse()?)
    }

    /// Once nothing happens any more.
    fn settled(&self) -> Result<usize> {
        let mut cpu = self.cpu()?;
        loop {
            std::thread::sleep(Duration::from_millis(200));
            let now = self.cpu()?;
            if now - cpu < Duration::from_millis(1) {
                return self.resident();
            }
            cpu = now;
        }
    }

    /// User and system time, in nanoseconds. The servers have one thread.
    fn cpu(&self) -> Result<Duration> {
        let stat = self.proc("schedstat")?;
        let field = stat.split_whitespace().next().ok_or("no schedstat")?;
        Ok(Duration::from_nanos(field.parse()?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The room as chapter 04's program runs it, but for the pace: this report
/// asks what a message costs, not how many a guest may send.
#[tokio::main(flavor = "current_thread")]
async fn run_room() -> Result<()> {
    let listener = ping::listen(0).await?;
    println!("{}", listener.local_addr()?.port());
    let config = Config { pace: Duration::ZERO, ..Config::default() };
    Ok(room::serve(config, listener, std::future::pending()).await?)
}

/// The floor: whatever the first peer writes is written to all others.
fn run_floor() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("{}", listener.local_addr()?.port());
    let accept = || {
        let (stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        Ok(stream)
    };
    let mut speaker = accept()?;
    let hearers = (0..HEARERS).map(|_| accept());
    let mut hearers: Vec<TcpStream> = hearers.collect::<Result<_>>()?;
    let mut buffer = [0; 4096];
    loop {
        let size = speaker.read(&mut buffer)?;
        if size == 0 {
            return Ok(());
        }
        for hearer in &mut hearers {
            hearer.write_all(&buffer[..size])?;
        }
    }
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
