//! Exercise 04.3: nobody's last words get lost (repair, 25 minutes).
//!
//! Page: "A room full of people", section *Your turn*.
//!
//! The room closes. For each guest, somebody calls `farewell`. What waits in
//! the outbox has been accepted, so it has to arrive. The code below writes
//! once and hangs up. Mend it:
//!
//! - all that waits arrives, then `* goodbye`, then the end of the stream,
//!   however slowly the guest reads;
//! - a guest who is still writing when we hang up reads all this too, even
//!   if it does not read before it has written everything;
//! - whoever has read everything learns at once that nothing more comes;
//! - then we read on and forget, until the guest has finished too: only
//!   so no RST can meet our last words on their way;
//! - a guest who never reads holds us up for `limit` in all, and no longer.

use std::time::Duration;

use room::{Outbox, line};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};

/// Says goodbye to one guest, for up to `limit`.
pub async fn farewell(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    outbox: &Outbox,
    limit: Duration,
) {
    // Delete the next line, then mend what follows.
    kit::not_yet!("04.3 lose nothing that was accepted");
    outbox.close(Some(line("* goodbye")));
    if let Some(mut batch) = outbox.take().await {
        let _ = stream.write_buf(&mut batch).await;
    }
}
