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
use std::time::{Duration, Instant};

/// The most lines that wait for the screen: a queue has an end here, too.
const MAX_LINES: usize = 1000;

/// How long the program's end waits for its last lines to be shown,
const LAST_LINES: Duration = Duration::from_secs(1);
/// unless one of them has been held up for so long: the screen stands still.
const STILL: Duration = Duration::from_millis(250);

struct Screen {
    waiting: VecDeque<String>,
    /// Since when the first of them is being written.
    writing: Option<Instant>,
    /// How many lines did not fit since the last one that did.
    missed: usize,
}

static SCREEN: Mutex<Screen> =
    Mutex::new(Screen { waiting: VecDeque::new(), writing: None, missed: 0 });

/// Something has come into the queue, or has been shown.
static CHANGED: Condvar = Condvar::new();

/// Starts the thread that writes to standard output.
pub fn start() {
    thread::spawn(|| {
        loop {
            let empty = |screen: &mut Screen| screen.waiting.is_empty();
            let screen = CHANGED.wait_while(lock(), empty);
            let mut screen = screen.unwrap_or_else(PoisonError::into_inner);
            screen.writing = Some(Instant::now());
            let line = screen.waiting.front().cloned().unwrap_or_default();
            drop(screen); // the write may take for ever
            // A closed screen must not end a conversation.
            let _ = writeln!(io::stdout(), "{line}");
            let mut screen = lock();
            screen.waiting.pop_front();
            screen.writing = None;
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
    let end = Instant::now() + LAST_LINES;
    let mut screen = lock();
    while !screen.waiting.is_empty() {
        let still = screen.writing.map_or(end, |since| since + STILL);
        let left = still.min(end).saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        let changed = CHANGED.wait_timeout(screen, left);
        screen = changed.unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn lock() -> MutexGuard<'static, Screen> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}
// ANCHOR_END: all
