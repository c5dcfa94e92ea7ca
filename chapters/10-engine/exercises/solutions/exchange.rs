//! Exercise 10.1: a first exchange.

pub const HEARS_WITH_EIO_4: &str = "2";

pub const HEARS_WITH_EIO_3: &str = "nothing";

pub const CLOSED_AFTER: &str = "45";

pub const CLOSE_CODE: &str = "1008";

pub const BYTES_OF_THE_ECHO: &str = "8";

pub const BODY_WITH_EIO_4: &str = "4a|4b";

pub const BODY_WITH_EIO_3: &str = "2:4a2:4b";
