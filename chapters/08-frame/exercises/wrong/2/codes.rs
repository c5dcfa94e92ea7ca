//! Misconception: an empty close frame is a normal end, 1000.

pub const NO_MASK: &str = "1002";

pub const NO_TEXT: &str = "1007";

pub const TOO_BIG: &str = "1009";

pub const ENDLESS: &str = "1008";

pub const INSIDE: &str = "1002";

pub const SILENT: &str = "1008";

pub const CTRL_C: &str = "1001";

pub const OWN_CODE: &str = "4000";

pub const NO_CODE: &str = "1000";

pub const KILLED: &str = "1006";
