//! The chat in memory, on a clock that only moves when everybody waits:
//! exact, and over at once.

mod backoff;
mod closing;
mod echo;
mod endings;
mod heartbeat;
mod http;
mod opening;
mod refusals;
mod slow;
mod talk;
mod twin;
mod web;
