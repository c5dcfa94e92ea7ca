//! The client, on real sockets: with the Rust server, and with servers that
//! do not keep to the protocol.

mod hostile;
mod same_socket;
