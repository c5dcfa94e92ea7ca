//! What the reports on costs have in common: a server in a process of its
//! own, and what the system says about it.

use std::error::Error;
use std::fs::read_to_string;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What a report's functions give.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The whole of a report's `main`: started by a reader it reports; started
/// by the report, with the name of a role, it plays that role.
///
/// # Errors
/// What went wrong, for people.
pub fn run(
    report: impl FnOnce() -> Result<()>,
    play: impl FnOnce(&str) -> Result<()>,
) -> io::Result<()> {
    let role = std::env::args().nth(1);
    let done = match role.as_deref() {
        _ if !cfg!(target_os = "linux") => {
            println!("sorry: this report reads /proc, which only Linux has");
            Ok(())
        }
        None => raise_limit(),
        Some("report") => report(),
        Some(role) => play(role),
    };
    done.map_err(|error| io::Error::other(error.to_string()))
}

/// A thousand clients are a thousand files, and many systems allow fewer at
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

/// This program again, in another role and another process.
#[derive(Debug)]
pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts it. It prints its port, and then what it likes.
    ///
    /// # Errors
    /// When it does not start, or does not print a port.
    pub fn start(role: &str) -> Result<Server> {
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

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// One more client, whose small writes leave at once.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn proc(&self, file: &str) -> Result<String> {
        Ok(read_to_string(format!("/proc/{}/{file}", self.child.id()))?)
    }

    /// Resident memory, in KiB.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn resident(&self) -> Result<usize> {
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let size = line.ok_or("no VmRSS")?.trim().trim_end_matches(" kB");
        Ok(size.parse()?)
    }

    /// The same, once nothing happens any more.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn settled(&self) -> Result<usize> {
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

    /// User and system time so far. The servers have one thread.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn cpu(&self) -> Result<Duration> {
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

/// All read what has come, and do not wait for more.
///
/// # Errors
/// When one is gone.
pub fn drain(guests: &mut [TcpStream]) -> Result<()> {
    let mut buffer = [0; 4096];
    for stream in guests {
        stream.set_nonblocking(true)?;
        while let Ok(1..) = stream.read(&mut buffer) {}
        stream.set_nonblocking(false)?;
    }
    Ok(())
}

/// A server that does nothing but write: whatever the first client says goes
/// to so many others, with one plain `write` each.
///
/// # Errors
/// When a client is gone.
pub fn floor(hearers: usize) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("{}", listener.local_addr()?.port());
    let accept = || {
        let (stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        Ok(stream)
    };
    let mut speaker = accept()?;
    let hearers = (0..hearers).map(|_| accept());
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

/// This machine, in a line.
pub fn machine() -> String {
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

/// An odd number, so that one is in the middle.
const ROUNDS: usize = 9;

/// Measures all in turns, in microseconds, and prints how they compare with
/// the first.
///
/// # Errors
/// When one cannot be measured.
pub fn rounds(
    names: &[&str],
    mut measure: impl FnMut() -> Result<Vec<f64>>,
) -> Result<()> {
    let mut all = vec![Vec::new(); names.len()];
    for round in 0..=ROUNDS {
        for (times, time) in all.iter_mut().zip(measure()?) {
            if round > 0 {
                times.push(time);
            } // in the first round caches and buffers are cold
        }
    }
    let range = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        (values[0], values[ROUNDS / 2], values[ROUNDS - 1])
    };
    println!("{:<18}{:>20}{:>11}{:>20}", "µs", "range", "median", "ratio");
    for (name, times) in names.iter().zip(&all) {
        let (least, middle, most) = range(times.clone());
        let ratios = times.iter().zip(&all[0]).map(|(time, one)| time / one);
        let (low, ratio, high) = range(ratios.collect());
        println!(
            "{name:<18}{least:>11.2} to {most:>5.2}{middle:>11.2}\
             {ratio:>7.2} ({low:.2} to {high:.2})"
        );
    }
    Ok(())
}
