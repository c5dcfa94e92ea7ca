//! Misconception: to connect is to be open, since a WebSocket is a connection.

pub const OPEN: &str = "80";

pub const FIRST_WORD_DOWN: &str = "80";

pub const FIRST_WORD_UP: &str = "120";

pub const FIRST_ECHO: &str = "160";

pub const OPEN_WITH_TLS: &str = "160";

pub const NEXT_ECHO: &str = "80";
