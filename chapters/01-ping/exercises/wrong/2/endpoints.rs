//! Misconception: the listening socket itself carries the conversation, so
//! two clients make two sockets.

pub const LOCAL_OF_SECOND: &str = "127.0.0.1:8888";

pub const PEER_OF_SECOND: &str = "127.0.0.1:50002";

pub const SOCKETS_OF_SERVER: &str = "2";
