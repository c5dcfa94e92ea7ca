//! What each exercise has to do.

mod goodbye;
mod heartbeat;
mod hijack;
mod reconnect;
mod same_bytes;
