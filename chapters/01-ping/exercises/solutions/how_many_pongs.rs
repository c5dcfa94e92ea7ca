//! Exercise 01.3: how many pongs?

pub const PONGS_FOR_ONE_SLICED_PING: &str = "4";

pub const PONGS_FOR_TWO_MERGED_PINGS: &str = "1";
