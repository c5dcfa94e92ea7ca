//! Exercise 09.2: come back, but not all at once (extend, 15 minutes).
//!
//! Page: "Is anybody there?", section *Your turn*.
//!
//! - After a failure wait, then try again. The whole wait is 1 s, then 2, 4,
//!   8 and so on, but never more than 30 s.
//! - Wait between a half and the whole of it. `luck()` gives a number from 0
//!   to 1, another one each time: 0 is the half, 1 is the whole.
//! - Whoever was let in and is lost later begins with 1 s again.
//! - When the server refuses, asking again would not help: give up.

/// What came of one try.
pub enum Try {
    /// Nobody has answered.
    Failed,
    /// We were let in, have talked, and then lost the connection.
    Lost,
    /// The server has said no.
    Refused,
    /// We have said all that we had to say.
    Done,
}

/// Tries until it is done; `false` if the server has refused.
pub async fn keep_trying(
    mut connect: impl AsyncFnMut() -> Try,
    mut luck: impl FnMut() -> f64,
) -> bool {
    kit::not_yet!("09.2 wait longer after each failure, by luck")
}
