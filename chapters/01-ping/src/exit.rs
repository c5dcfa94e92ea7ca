// ANCHOR: all
//! How a program ends: asked to, or with an error that says why.

use std::io;
use std::process::ExitCode;

/// Completes when somebody presses Ctrl-C.
pub async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // The system cannot tell us: then nobody can interrupt us.
        std::future::pending().await
    }
}

/// 0 when all went well; otherwise 1, and one line that says what did not.
pub fn exit_code(done: io::Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
// ANCHOR_END: all
