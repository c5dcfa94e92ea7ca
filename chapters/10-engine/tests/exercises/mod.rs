//! What each exercise has to do.

mod exchange;
mod lengths;
mod moving;
mod payload;
mod steal;
