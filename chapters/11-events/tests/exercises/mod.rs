//! What each exercise has to do.

mod acks;
mod admin;
mod parts;
