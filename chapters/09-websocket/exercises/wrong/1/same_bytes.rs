//! Misconception: both directions have the same header.

pub const BYTES_UP: &str = "7";

pub const BYTES_DOWN: &str = "12";

pub const CODE_FOR_BINARY: &str = "1003";

pub const CODE_FOR_TOO_LONG: &str = "1009";

pub const CODE_FOR_NO_MASK: &str = "1002";

pub const BYTES_OF_THE_LIBRARY: &str = "0";
