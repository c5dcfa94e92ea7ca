// ANCHOR: all
//! A client, which looks like a server from inside.

use std::io;

use engine::{Peer, Reason};

use crate::{Config, Connection};

// ANCHOR: connect
/// Connects to a server of this machine, and carries the session to its end.
/// `begin` says which namespaces we want, and what we listen for there.
///
/// # Errors
/// When no session could be opened.
pub async fn connect(
    port: u16,
    config: &Config,
    begin: impl FnOnce(&mut Connection),
) -> io::Result<Reason> {
    let make = |peer: &Peer| -> Box<dyn engine::Handler> {
        let mut connection = Connection::new(peer, None, config);
        begin(&mut connection);
        Box::new(connection)
    };
    engine::connect(port, &config.engine, make).await
}
// ANCHOR_END: connect
// ANCHOR_END: all
