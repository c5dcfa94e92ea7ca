//! 07.4: two round trips to open. The server may speak a moment after its
//! answer, so its word arrives with it.

pub const OPEN: &str = "160";

pub const FIRST_WORD_DOWN: &str = "160";

pub const FIRST_WORD_UP: &str = "200";

pub const FIRST_ECHO: &str = "240";

pub const OPEN_WITH_TLS: &str = "240";

pub const NEXT_ECHO: &str = "80";
