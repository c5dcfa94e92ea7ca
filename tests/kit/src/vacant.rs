//! A port that nobody else can take, and on which nobody listens.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpSocket;

/// Holds a port of 127.0.0.1 without listening on it: whoever connects is
/// refused, for as long as this lives. (A port that a test has merely given
/// back may be another test's a moment later.)
pub struct VacantPort {
    _bound: TcpSocket,
    endpoint: SocketAddr,
}

impl VacantPort {
    /// A port that the system chooses.
    pub fn new() -> VacantPort {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let bound = TcpSocket::new_v4().expect("a socket");
        bound.bind(any).expect("a free port");
        let endpoint = bound.local_addr().expect("the port's number");
        VacantPort { _bound: bound, endpoint }
    }

    /// Its address and number.
    pub fn endpoint(&self) -> SocketAddr {
        self.endpoint
    }
}

impl Default for VacantPort {
    fn default() -> VacantPort {
        VacantPort::new()
    }
}
