//! The engine in memory, on a clock that only moves when everybody waits:
//! exact, and over at once.

mod closing;
mod flood;
mod handlers;
mod heartbeat;
mod hostile;
mod origins;
mod poller;
mod polling;
mod posting;
mod reasons;
mod refusals;
mod slow;
mod together;
mod upgrade;
mod upgrade_fails;
mod web;
mod websocket;
