//! Sockets in memory, on a clock that only moves when everybody waits: exact,
//! and over at once.

mod acks;
mod attachments;
mod departures;
mod hostile;
mod house;
mod joining;
mod late;
mod listeners;
mod memory;
mod old;
