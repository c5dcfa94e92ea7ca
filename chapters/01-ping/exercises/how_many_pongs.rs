//! Exercise 01.3: how many pongs? (predict, 5 minutes)
//!
//! Page: "A socket, a port, an endpoint", section *Your turn*.
//!
//! Our server answers each *read* with one pong. Replace each `"???"` by a
//! number, such as `"1"`.

/// The client writes `ping` once. The wire delivers it one byte at a time,
/// and the server reads each byte as it comes.
pub const PONGS_FOR_ONE_SLICED_PING: &str = "???";

/// The client writes `ping` twice, so quickly that both arrive together.
pub const PONGS_FOR_TWO_MERGED_PINGS: &str = "???";
