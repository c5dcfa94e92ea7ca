//! The room in memory, on a clock that only moves when everybody waits:
//! exact, and over at once.

mod batch;
mod chat;
mod closing;
mod endings;
mod names;
mod outbox;
mod slow;
mod talk;
