//! What is said and heard, over HTTP in memory and on a paused clock.

mod bad_input;
mod gaps;
mod hearing;
mod history;
mod limits;
mod origins;
mod patience;
mod web;
