//! The checks of chapter 09's exercises. The files to edit are in
//! `chapters/09-websocket/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

exercise::load!(goodbye);
exercise::load!(heartbeat);
exercise::load!(hijack);
exercise::load!(reconnect);
exercise::load!(same_bytes);
