//! What every chapter's program promises, and how a test holds it to that.
//!
//! Each chapter's `tests/program.rs` says in its tests' names what is
//! promised; what that means in bytes and exit codes stands here once.

use std::net::TcpListener;

use crate::{Program, Transcript, VacantPort};

impl Program {
    /// Waits for the program's end. Its exit code has to be `code`.
    #[track_caller]
    pub fn ends(self, code: i32) -> Transcript {
        self.fails(code).0
    }

    /// Presses Ctrl-C, which has to end the program with exit code 0.
    #[cfg(unix)]
    #[track_caller]
    pub fn ends_on_ctrl_c(mut self) -> Transcript {
        self.interrupt();
        self.ends(0)
    }

    /// Presses it again, where a goodbye is under way to somebody who takes
    /// none: no chapter waits less than five seconds for that.
    #[cfg(unix)]
    #[track_caller]
    pub fn ends_on_a_second_ctrl_c(self) {
        let start = std::time::Instant::now();
        self.ends_on_ctrl_c();
        assert!(start.elapsed().as_secs() < 4, "it was waited for");
    }

    /// The end, and what of it was errors.
    #[track_caller]
    fn fails(self, code: i32) -> (Transcript, Vec<String>) {
        let (status, transcript, errors) = self.end_with_errors();
        let said = transcript.text(&[]);
        assert_eq!(status.code(), Some(code), "{status}, after\n{said}");
        (transcript, errors)
    }

    /// The same, of a program that says nothing else: it has begun nothing.
    #[track_caller]
    fn complains(self, code: i32) -> (Transcript, Vec<String>) {
        let (transcript, errors) = self.fails(code);
        // The command is the transcript's first line.
        let is_all = transcript.0.len() == 1 + errors.len();
        let said = transcript.text(&[]);
        assert!(is_all, "it has begun, or complains to stdout:\n{said}");
        (transcript, errors)
    }
}

/// What `--help` prints, ports as they are. Each option of the usage has to
/// be explained in a line of its own.
#[track_caller]
pub fn help(binary: &str) -> String {
    let text = Program::start(binary, "--help").ends(0).text(&[(8888, 8888)]);
    explains(&text);
    text
}

/// Whether a help's text explains every option of its usage.
#[track_caller]
pub fn explains(text: &str) {
    let usage = text.lines().find(|line| line.starts_with("Usage: "));
    let usage = usage.unwrap_or_else(|| panic!("no usage in\n{text}"));
    let options = usage.split(['[', ' ', ']']);
    for option in options.filter(|word| word.len() > 2 && is_option(word)) {
        let mut lines = text.lines().map(str::trim_start);
        let is_explained = lines.any(|line| {
            let (name, rest) = line.split_once(' ').unwrap_or_default();
            name == option && !rest.trim().is_empty()
        });
        assert!(is_explained, "{option} is not explained in\n{text}");
    }
}

fn is_option(word: &str) -> bool {
    word.starts_with("--")
}

/// Each of the `cases` is what is typed and what is complained about it. The
/// program has to end with exit code `code`, to say nothing else, and to
/// begin nothing. What stands in `unseen` is passed as well, so that a
/// program that begins all the same harms nobody: `--port 0`.
///
/// Gives back all that was said, the lines of each case.
#[track_caller]
pub fn refuses(
    binary: &str,
    code: i32,
    unseen: &str,
    cases: &[(&str, &str)],
) -> Vec<Vec<String>> {
    let refused = cases.iter().map(|(typed, complaint)| {
        let run = format!("{typed} unseen {unseen}");
        let (_, errors) = Program::start(binary, &run).complains(code);
        let said = errors.join("\n");
        assert!(said.contains(complaint), "{typed}: {said}");
        errors
    });
    refused.collect()
}

/// Runs the program on a port that somebody else has. It has to end with
/// exit code 1 and one line that names the way out. What was typed and said,
/// with 8888 for the port.
#[track_caller]
pub fn taken_port(binary: &str, arguments: &str) -> String {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port to take");
    let port = taken.local_addr().expect("its number").port();
    let run = format!("{arguments} unseen --port {port}");
    let (transcript, errors) = Program::start(binary, &run).complains(1);
    let text = transcript.text(&[(port, 8888)]);
    assert_eq!(errors.len(), 1, "not one line:\n{text}");
    let way_out = "error: port 8888 is taken: stop who has it, or choose \
                   another --port";
    assert_eq!(text.lines().last(), Some(way_out));
    text
}

/// Runs the program as a client of a port on which nobody listens. It has to
/// end with exit code 1 and one line that says what to start. What was typed
/// and said, with 8888 for the port.
#[track_caller]
pub fn vacant_port(binary: &str, arguments: &str) -> String {
    let vacant = VacantPort::new();
    let port = vacant.endpoint().port();
    let run = format!("{arguments} unseen --port {port}");
    let (transcript, errors) = Program::start(binary, &run).fails(1);
    let text = transcript.text(&[(port, 8888)]);
    assert_eq!(errors.len(), 1, "not one line:\n{text}");
    let way_out = "error: nobody listens on 127.0.0.1:8888: start a server, \
                   or give its --port";
    assert_eq!(text.lines().last(), Some(way_out));
    text
}
