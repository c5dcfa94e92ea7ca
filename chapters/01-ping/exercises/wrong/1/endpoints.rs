//! Misconception: an accepted connection gets a fresh port on the server,
//! since 8888 is "in use" by the listener.

pub const LOCAL_OF_SECOND: &str = "127.0.0.1:8889";

pub const PEER_OF_SECOND: &str = "127.0.0.1:50002";

pub const SOCKETS_OF_SERVER: &str = "3";
