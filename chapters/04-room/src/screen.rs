// ANCHOR: all
//! The screen of whoever runs the room.
//!
//! It can stop like any guest: somebody presses Ctrl-S, or nobody reads the
//! pipe. A write to it would then wait, with the whole room behind it. So
//! the room only leaves its lines here, and a thread of its own shows them.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The most lines that wait for the screen: a queue has an end here, too.
const MAX_LINES: usize = 1000;

/// How long the program's end waits for a screen that takes nothing.
const LAST_LINES: Duration = Duration::from_secs(1);

struct Screen {
    waiting: VecDeque<String>,
    /// How many lines did not fit since the last one that did.
    missed: usize,
}

static SCREEN: Mutex<Screen> =
    Mutex::new(Screen { waiting: VecDeque::new(), missed: 0 });

/// Something has come into the queue, or has been shown.
static CHANGED: Condvar = Condvar::new();

/// Starts the thread that writes to standard output.
pub fn start() {
    thread::spawn(|| {
        loop {
            let empty = |screen: &mut Screen| screen.waiting.is_empty();
            let screen = CHANGED.wait_while(lock(), empty);
            let screen = screen.unwrap_or_else(PoisonError::into_inner);
            let line = screen.waiting.front().cloned().unwrap_or_default();
            drop(screen); // the write may take for ever
            // A closed screen must not end a conversation.
            let _ = writeln!(io::stdout(), "{line}");
            lock().waiting.pop_front();
            CHANGED.notify_all();
        }
    });
}

/// Shows a line as soon as the screen takes it. This never waits: a line
/// that does not fit is left out, and the next one that fits says so.
pub fn show(line: &str) {
    let mut screen = lock();
    if screen.waiting.len() >= MAX_LINES {
        screen.missed += 1;
        return;
    }
    match mem::take(&mut screen.missed) {
        0 => {}
        missed => screen.waiting.push_back(format!("({missed} lines missed)")),
    }
    screen.waiting.push_back(line.to_string());
    CHANGED.notify_all();
}

/// Waits until everything has been shown, but not for a screen that stands
/// still.
pub fn finish() {
    let _ = CHANGED.wait_timeout_while(lock(), LAST_LINES, |screen| {
        !screen.waiting.is_empty()
    });
}

fn lock() -> MutexGuard<'static, Screen> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}
// ANCHOR_END: all
