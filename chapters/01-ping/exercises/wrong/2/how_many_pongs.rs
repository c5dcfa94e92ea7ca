//! Misconception: slices are a matter of the network, but two writes stay
//! two reads.

pub const PONGS_FOR_ONE_SLICED_PING: &str = "4";

pub const PONGS_FOR_TWO_MERGED_PINGS: &str = "2";
