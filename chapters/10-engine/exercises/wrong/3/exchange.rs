//! Misconception: a packet's digit is not a part of it.

pub const HEARS_WITH_EIO_4: &str = "2";

pub const HEARS_WITH_EIO_3: &str = "nothing";

pub const CLOSED_AFTER: &str = "45";

pub const CLOSE_CODE: &str = "1008";

pub const BYTES_OF_THE_ECHO: &str = "7";

pub const BODY_WITH_EIO_4: &str = "a|b";

pub const BODY_WITH_EIO_3: &str = "1:a1:b";
