//! Exercise 01.1: name the endpoints (predict, 5 minutes).
//!
//! Page: "A socket, a port, an endpoint", section *Your turn*.
//!
//! A server listens on 127.0.0.1:8888. Two clients connect to it, one after
//! the other. The system gives the first the port 50001 and the second the
//! port 50002. For each of them the server has then accepted a socket of its
//! own, and each of those has a local and a peer address.
//!
//! Replace each `"???"` by what you expect, for example `"127.0.0.1:80"`.

/// The local address of the socket that the server accepted for the second
/// client.
pub const LOCAL_OF_SECOND: &str = "???";

/// The peer address of that same socket.
pub const PEER_OF_SECOND: &str = "???";

/// How many sockets the server's process has now, all in all: `"7"`, say.
pub const SOCKETS_OF_SERVER: &str = "???";
