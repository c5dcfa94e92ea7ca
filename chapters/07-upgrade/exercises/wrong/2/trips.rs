//! Misconception: the server has to wait until the client knows that it is
//! open.

pub const OPEN: &str = "160";

pub const FIRST_WORD_DOWN: &str = "240";

pub const FIRST_WORD_UP: &str = "200";

pub const FIRST_ECHO: &str = "240";

pub const OPEN_WITH_TLS: &str = "240";

pub const NEXT_ECHO: &str = "80";
