//! Exercise 12.5: somebody else's letters (attack, 10 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! This server has rooms to talk in, and letters from one to another. It was
//! written in an afternoon, and tested with honest clients:
//!
//! ```text
//! on connect:  socket.auth() is {"name":"ann"}; she joins the room "ann"
//! "join"  name of a room    the socket joins it
//! "leave" name of a room    the socket leaves it
//! "letter" to, text         rooms.to(to).emit("letter", text)
//! ```
//!
//! You are `eve`, have connected to `/` already, and stay who you are. Read the
//! letters that others write to `victim`, and she must get them, too, or she
//! would notice.

/// What you send to the server, as WebSocket messages: all of their text,
/// from the first digit on.
pub fn messages(victim: &str) -> Vec<String> {
    kit::not_yet!("12.5 read somebody else's letters")
}
