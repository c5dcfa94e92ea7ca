//! What each exercise has to do.

mod between_polls;
mod delays;
mod event;
mod long_poll;
