//! A screen that takes nothing more.

use std::io::{BufRead, BufReader, Write};
use std::os::{fd::OwnedFd, unix::net::UnixStream};
use std::process::Command;

/// A screen that can be filled. A socket, since a pipe would give a test no
/// end to write to.
pub(crate) struct FullScreen {
    /// What the program writes to,
    written: UnixStream,
    /// and what it has written.
    read: UnixStream,
}

impl FullScreen {
    /// Puts one where the program's output goes.
    pub(crate) fn new(command: &mut Command) -> FullScreen {
        let (written, read) = UnixStream::pair().expect("two sockets");
        let copy = written.try_clone().expect("a copy for the program");
        command.stdout(OwnedFd::from(copy));
        FullScreen { written, read }
    }

    /// Passes on each line up to the one that contains `last`, and fills the
    /// screen before it passes on that one.
    pub(crate) fn read(self, last: &str, say: impl Fn(String)) {
        for line in BufReader::new(&self.read).lines() {
            let Ok(line) = line else { break };
            if line.contains(last) {
                self.fill();
                say(line);
                break;
            }
            say(line);
        }
        // It stays open, as long as this test runs.
        std::mem::forget(self.read);
    }

    /// Until then the program's own writes do not wait either: it must not
    /// write anything meanwhile.
    fn fill(&self) {
        self.written.set_nonblocking(true).expect("not to wait");
        for size in [4096, 1] {
            let blank = vec![b'\n'; size];
            while matches!((&self.written).write(&blank), Ok(1..)) {}
        }
        self.written.set_nonblocking(false).expect("to wait again");
    }
}
