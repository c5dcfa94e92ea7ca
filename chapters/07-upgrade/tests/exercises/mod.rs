//! What each exercise has to do.

mod accept;
mod behind;
mod refuse;
mod trips;
