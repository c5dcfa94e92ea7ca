//! What each exercise has to do.

mod parts;
