// ANCHOR: all
//! What this chapter's server does.

use events::{Io, Socket, greet};

use crate::Rooms;

// ANCHOR: program
/// The chat of the Socket.IO tutorial, on `/` and on `/custom`, and all that
/// chapter 11's server does.
pub fn program() -> Io {
    let names = ["/", "/custom"].into_iter();
    names.fold(Io::new(), |io, name| {
        io.with(name, Rooms::new(name).namespace(chat))
    })
}

/// What one says is heard by everybody.
fn chat(rooms: &Rooms, socket: &Socket) {
    greet(socket);
    let rooms = rooms.clone();
    socket.on("chat message", move |_, event| {
        // The name is not reserved, and what came with its attachments goes
        // with them.
        let _ = rooms.all().emit("chat message", &event.args);
    });
}
// ANCHOR_END: program
// ANCHOR_END: all
