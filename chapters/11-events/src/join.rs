// ANCHOR: all
//! How a client gets into a namespace, as both sides see it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use engine::{Revision, Sid};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::connection::Broken;
use crate::{
    Args, Connection, Departure, Encoded, Event, Io, Kind, Packet, Refused,
    Socket,
};

// ANCHOR: server
/// In a server.
impl Connection {
    /// A session must join something within `limit`. One of protocol 4 has
    /// joined `/` by connecting.
    pub(crate) fn begin(mut self, io: &Arc<Io>, limit: Duration) -> Self {
        self.join_by = Some(Instant::now() + limit);
        if self.is_old() {
            // Nobody is in there yet: nothing can be wrong.
            let _ = self.join(io, &Packet::new(Kind::Connect, "/", ""));
        }
        self
    }

    /// A client asks for a namespace.
    pub(crate) fn join(
        &mut self,
        io: &Io,
        packet: &Packet<'_>,
    ) -> Result<(), Broken> {
        let name = packet.namespace;
        if self.find(name).is_some() {
            return Err(Broken);
        }
        // In protocol 5, a query is a part of the name.
        let is_name = packet.query.is_none() || self.is_old();
        let namespace = io.namespace(name).filter(|_| is_name);
        let Some(namespace) = namespace else {
            self.refuse(packet, &Refused::new("Invalid namespace"));
            return Ok(());
        };
        let (auth, ids) = (auth(packet), namespace.ids.clone());
        if auth.len() > self.max_auth {
            self.refuse(packet, &Refused::new("Too much auth"));
            return Ok(());
        }
        let socket = Socket::new(&self.peer, name, auth, ids);
        let allowed = (namespace.allow)(&socket);
        let put_out = socket.has_left().then(|| Refused::new("disconnected"));
        if let Some(refused) = allowed.err().or(put_out) {
            self.refuse(packet, &refused);
            return Ok(());
        }
        self.join_by = None;
        self.sockets.push(socket.clone());
        let id = Sid::fresh().to_string();
        let data = match self.is_old() {
            true => String::new(),
            false => json!({ "sid": id }).to_string(),
        };
        let answer = Packet::new(Kind::Connect, name, &data);
        socket.joined(&id, Some(&Encoded::packet(answer)));
        (namespace.connect)(&socket);
        Ok(())
    }

    fn refuse(&self, packet: &Packet<'_>, refused: &Refused) {
        let data = serde_json::to_string(refused).unwrap_or_default();
        let packet =
            Packet { kind: Kind::ConnectError, data: &data, ..*packet };
        self.peer.send_all(Encoded::packet(packet).messages());
    }

    /// Which Socket.IO is spoken: 4 over EIO=3, and 5 over EIO=4.
    fn is_old(&self) -> bool {
        self.peer.revision() == Revision::Three
    }
}

/// What a client says of itself, as a JSON object. Protocol 4 says it in a
/// query.
fn auth(packet: &Packet<'_>) -> String {
    let pairs = packet.query.map(|query| {
        let pairs = serde_urlencoded::from_str::<HashMap<String, String>>;
        json!(pairs(query).unwrap_or_default()).to_string()
    });
    match pairs {
        Some(auth) => auth,
        None if packet.data.is_empty() => "{}".to_string(),
        None => packet.data.to_string(),
    }
}
// ANCHOR_END: server

// ANCHOR: client
/// In a client.
impl Connection {
    /// Asks for a namespace. `auth` is what we say of ourselves: an object,
    /// or null for nothing. The socket can be used at once; what it says
    /// waits until the server has answered.
    pub fn connect(&mut self, namespace: &str, auth: &Value) -> Socket {
        let data = match auth {
            Value::Null => String::new(),
            auth => auth.to_string(),
        };
        let ids = Arc::default();
        let socket = Socket::new(&self.peer, namespace, data.clone(), ids);
        self.sockets.push(socket.clone());
        let packet = Packet::new(Kind::Connect, namespace, &data);
        self.peer.send_all(Encoded::packet(packet).messages());
        socket
    }

    /// The server lets us in. If we have left meanwhile, it is told so now:
    /// before, it might have refused us, and then there is nothing to leave.
    pub(crate) fn joined(&mut self, packet: &Packet<'_>) -> Result<(), Broken> {
        #[derive(Deserialize)]
        struct Answer {
            sid: String,
        }
        let answer = serde_json::from_str(packet.data);
        let Answer { sid } = answer.map_err(|_| Broken)?;
        match self.find(packet.namespace) {
            Some(socket) if socket.is_connected() => {}
            Some(socket) => {
                socket.joined(&sid, None);
                socket.tell_connection();
            }
            None => {
                let leave = Packet::new(Kind::Disconnect, packet.namespace, "");
                self.peer.send_all(Encoded::packet(leave).messages());
            }
        }
        Ok(())
    }

    /// The server does not: that is an event, with a name that no peer can
    /// use. A client has nobody to refuse.
    pub(crate) fn refused(
        &mut self,
        packet: &Packet<'_>,
    ) -> Result<(), Broken> {
        if self.io.is_some() {
            return Err(Broken);
        }
        if let Some(socket) = self.find(packet.namespace) {
            let (name, ack) = ("connect_error".to_string(), None);
            let args = Args::received(packet.data, Vec::new());
            socket.tell(&Event { name, args, ack });
            socket.leave(Departure::ByPeer);
        }
        Ok(())
    }
}
// ANCHOR_END: client
// ANCHOR_END: all
