//! What each exercise has to do.

mod body;
mod chunks;
mod four_ways;
mod keep_alive;
mod smuggle;
