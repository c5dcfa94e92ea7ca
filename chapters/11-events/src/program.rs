// ANCHOR: all
//! What this chapter's server does.

use crate::{Args, Io, Namespace, Socket};

// ANCHOR: program
/// `/` and `/custom`: whoever comes is told how it has introduced itself,
/// and what it says comes back.
pub fn program() -> Io {
    Io::new()
        .with("/", Namespace::new(greet))
        .with("/custom", Namespace::new(greet))
}

/// Says who has come, and listens.
pub fn greet(socket: &Socket) {
    // Nothing here can fail: the names are not reserved, and what came with
    // its attachments goes with them.
    let _ = socket.emit("auth", &Args::received(socket.auth(), Vec::new()));
    socket.on("message", |socket, event| {
        let _ = socket.emit("message-back", &event.args);
    });
    socket.on("message-with-ack", |_, event| {
        if let Some(ack) = &event.ack {
            let _ = ack.send(&event.args);
        }
    });
}
// ANCHOR_END: program
// ANCHOR_END: all
