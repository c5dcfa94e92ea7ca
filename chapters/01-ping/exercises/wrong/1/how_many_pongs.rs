//! Misconception: what one side writes at once, the other side reads at once.

pub const PONGS_FOR_ONE_SLICED_PING: &str = "1";

pub const PONGS_FOR_TWO_MERGED_PINGS: &str = "2";
