//! The program with a screen that takes nothing: a pipe that nobody reads, or
//! one that was closed. It prints only when it starts.
#![cfg(unix)] // Ctrl-C is sent with `kill`

use kit::{Program, Screen};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-12");
/// The last line that it prints of its own.
const LAST: &str = "or type:";

#[test]
fn a_screen_that_stands_still_or_was_closed_stops_nobody() {
    for screen in [Screen::StandsStillAfter(LAST), Screen::ClosesAfter(LAST)] {
        let run = "serve --port 0 --lab 0";
        let mut server = Program::start_on(CHAPTER, screen, run);
        let port = server.port("listening on");
        server.line_with(LAST);
        for _ in 0..3 {
            let run = format!("connect unseen --port {port}");
            let mut client = Program::start(CHAPTER, &run);
            client.type_line("hello");
            client.line_with("hello");
            client.end_input();
            client.ends(0);
        }
        server.ends_on_ctrl_c();
    }
}
