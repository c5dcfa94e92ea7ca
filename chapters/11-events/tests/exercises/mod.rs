//! What each exercise has to do.

mod acks;
mod admin;
mod parts;
mod placeholders;
mod wire;
