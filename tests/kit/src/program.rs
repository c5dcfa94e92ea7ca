//! A chapter's program, run as a reader runs it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

#[cfg(unix)]
use crate::full_screen::FullScreen;
use crate::transcript::Transcript;

/// How long a program may take to say or to do anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// What was printed, and whether it was an error.
struct Line {
    text: String,
    is_error: bool,
}

/// What becomes of a program's output.
#[derive(Clone, Copy)]
pub enum Screen {
    /// All of it is read.
    Read,
    /// Closed with the line that contains this: what is printed next meets a
    /// broken pipe.
    ClosesAfter(&'static str),
    /// Read up to the line that contains this, and full from there on: a pipe
    /// that nobody empties, or a terminal after Ctrl-S. Whatever is printed
    /// next waits for ever. This has to be the last line that the program
    /// prints by itself.
    #[cfg(unix)]
    StandsStillAfter(&'static str),
}

/// A running program. Dropped, it is killed.
pub struct Program {
    child: Child,
    lines: Receiver<Line>,
    transcript: Transcript,
}

impl Program {
    /// Starts `binary` (`env!("CARGO_BIN_EXE_chapter-01")`) as
    /// `cargo run -p chapter-01 -- ARGUMENTS` would.
    ///
    /// The arguments behind the word `unseen` are passed on as well, but are
    /// not part of the transcript: a test listens on port 0, a reader does
    /// not.
    pub fn start(binary: &str, arguments: &str) -> Program {
        let typed = format!("$ cargo run -p {}", name(binary));
        spawn(Command::new(binary), typed, arguments, Screen::Read)
    }

    /// The same in front of another screen. Once
    /// [`line_with`](Program::line_with) has given the line that the screen
    /// waits for, it is closed, or full.
    pub fn start_on(binary: &str, screen: Screen, arguments: &str) -> Program {
        let typed = format!("$ cargo run -p {}", name(binary));
        spawn(Command::new(binary), typed, arguments, screen)
    }

    /// Starts an example of the package that has `binary`, as
    /// `cargo run -p chapter-01 --example NAME -- ARGUMENTS` would.
    pub fn example(binary: &str, example: &str, arguments: &str) -> Program {
        let package = name(binary);
        let file = Path::new(binary)
            .with_file_name("examples")
            .join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
        // `cargo test` builds the examples; `cargo test --test NAME` does not.
        if is_older_than_its_source(&file, example) {
            let build = ["build", "-q", "-p", &package, "--example", example];
            let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
            let _ = Command::new(cargo).args(build).status();
        }
        let typed = format!("$ cargo run -p {package} --example {example}");
        spawn(Command::new(file), typed, arguments, Screen::Read)
    }

    /// Starts `binary` with at most `files` open files.
    #[cfg(unix)]
    pub fn start_limited(
        binary: &str,
        files: usize,
        arguments: &str,
    ) -> Program {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -n {files}; exec \"$@\"");
        shell.args(["-c", &script, "sh", binary]);
        let typed = format!("$ cargo run -p {}", name(binary));
        spawn(shell, typed, arguments, Screen::Read)
    }

    /// Reads on until a line contains `text`; that line.
    #[track_caller]
    pub fn line_with(&mut self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    self.transcript.0.push(line.text.clone());
                    if line.text.contains(text) {
                        return line.text;
                    }
                }
                Err(error) => {
                    let so_far = self.transcript.0.join("\n");
                    let how = match error {
                        RecvTimeoutError::Timeout => "did not come in time",
                        RecvTimeoutError::Disconnected => "never came",
                    };
                    panic!("a line with {text:?} {how}, after\n{so_far}");
                }
            }
        }
    }

    /// The port in the line that says where the program listens.
    #[track_caller]
    pub fn port(&mut self, line_with: &str) -> u16 {
        let line = self.line_with(line_with);
        let (_, rest) = line.split_once("127.0.0.1:").unwrap_or_default();
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse().ok()).unwrap_or_else(|| {
            panic!("no port of 127.0.0.1 in {line:?}");
        })
    }

    /// Writes a line to the program's input, as if it had been typed. The
    /// transcript shows it too, as a terminal would.
    pub fn type_line(&mut self, line: &str) {
        self.transcript.0.push(line.to_string());
        if let Some(stdin) = &mut self.child.stdin {
            let _ = writeln!(stdin, "{line}");
        }
    }

    /// Closes the program's input, as Ctrl-D does.
    pub fn end_input(&mut self) {
        self.child.stdin = None;
    }

    /// Presses Ctrl-C.
    #[cfg(unix)]
    pub fn interrupt(&mut self) {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args(["-INT", &id]).status();
        assert!(kill.is_ok_and(|status| status.success()), "kill -INT {id}");
    }

    /// Waits for the program's end and keeps what it still prints.
    #[track_caller]
    pub fn end(self) -> (ExitStatus, Transcript) {
        let (status, transcript, _) = self.end_with_errors();
        (status, transcript)
    }

    /// The same, and what of it was errors.
    #[track_caller]
    pub(crate) fn end_with_errors(
        mut self,
    ) -> (ExitStatus, Transcript, Vec<String>) {
        let end = Instant::now() + PATIENCE;
        let mut errors = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                // An error is what a program says last, though the two
                // outputs may arrive in another order.
                Ok(line) if line.is_error => errors.push(line.text),
                Ok(line) => self.transcript.0.push(line.text),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!(
                    "the program did not end, after\n{}",
                    self.transcript.0.join("\n")
                ),
            }
        }
        self.transcript.0.extend_from_slice(&errors);
        // Both outputs are closed: it has ended, or is just about to.
        let status = self.child.wait().expect("its exit status");
        (status, self.transcript.clone(), errors)
    }

    /// What has been printed so far.
    pub fn transcript(&self) -> Transcript {
        self.transcript.clone()
    }
}

/// The name of a program's file, without `.exe`.
fn name(binary: &str) -> String {
    let name = Path::new(binary).file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Also true when it has not been built at all.
fn is_older_than_its_source(binary: &Path, example: &str) -> bool {
    let changed = |path: &Path| path.metadata()?.modified();
    let Ok(built) = changed(binary) else { return true };
    // Cargo tells a running test where its package is.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let package = Path::new(&package);
    let mut sources = vec![package.join(format!("examples/{example}.rs"))];
    if let Ok(files) = package.join("src").read_dir() {
        sources.extend(files.flatten().map(|file| file.path()));
    }
    let times = sources.iter().filter_map(|source| changed(source).ok());
    times.max().is_some_and(|source| source > built)
}

fn spawn(
    mut command: Command,
    typed: String,
    arguments: &str,
    screen: Screen,
) -> Program {
    let (seen, unseen) =
        arguments.split_once("unseen").unwrap_or((arguments, ""));
    let typed = match seen.trim() {
        "" => typed,
        seen => format!("{typed} -- {seen}"),
    };
    let command = command
        .args(seen.split_whitespace().chain(unseen.split_whitespace()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let (sender, lines) = channel();
    #[cfg(unix)]
    if let Screen::StandsStillAfter(last) = screen {
        let (sender, full) = (sender.clone(), FullScreen::new(command));
        let say = move |text| {
            let _ = sender.send(Line { text, is_error: false });
        };
        thread::spawn(move || full.read(last, say));
    }
    let spawned = command.spawn();
    let mut child = spawned.unwrap_or_else(|e| panic!("{command:?}: {e}"));
    if let Some(output) = child.stdout.take() {
        let sender = sender.clone();
        thread::spawn(move || read(output, &sender, false, screen));
    }
    if let Some(output) = child.stderr.take() {
        thread::spawn(move || read(output, &sender, true, Screen::Read));
    }
    Program { child, lines, transcript: Transcript(vec![typed]) }
}

/// Passes on each line, as long as the screen is read.
fn read(
    output: impl Read,
    sender: &Sender<Line>,
    is_error: bool,
    screen: Screen,
) {
    let mut lines = BufReader::new(output).lines();
    while let Some(Ok(text)) = lines.next() {
        let ends = |last: &str| text.contains(last);
        match screen {
            Screen::ClosesAfter(last) if ends(last) => {
                drop(lines);
                let _ = sender.send(Line { text, is_error });
                return;
            }
            _ => {}
        }
        if sender.send(Line { text, is_error }).is_err() {
            return;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
