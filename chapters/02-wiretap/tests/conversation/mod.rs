//! Chapter 01's ping/pong over a wire, on an exact clock.

use std::time::Duration;

use kit::spawn;
use tokio::time::timeout;
use wiretap::{Piece, Recording, Wire};

const MS: Duration = Duration::from_millis(1);

/// A ping every 200 ms, until `count` reads have brought something or the
/// client gives up; where neither happens, for 700 ms.
pub async fn exact(wire: Wire, count: Option<u64>) -> Vec<Piece> {
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    spawn(ping::answer(server));
    let asked = ping::ask(client, 200 * MS, count);
    let _ = timeout(700 * MS, asked).await;
    recording.pieces()
}
