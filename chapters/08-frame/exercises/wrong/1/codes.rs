//! Misconception: whatever is wrong is a protocol error.

pub const NO_MASK: &str = "1002";

pub const NO_TEXT: &str = "1002";

pub const TOO_BIG: &str = "1002";

pub const ENDLESS: &str = "1002";

pub const INSIDE: &str = "1002";

pub const SILENT: &str = "1002";

pub const CTRL_C: &str = "1000";

pub const OWN_CODE: &str = "1000";

pub const NO_CODE: &str = "1000";

pub const KILLED: &str = "1002";
