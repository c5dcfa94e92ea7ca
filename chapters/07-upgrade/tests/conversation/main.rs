//! The handshake, in memory and on a paused clock, and where it needs them,
//! over real sockets.

mod browser;
mod capture;
mod client;
mod faults;
mod key;
mod lab;
mod limits;
mod opening;
mod refusals;
mod request;
mod shown;
mod sockets;
