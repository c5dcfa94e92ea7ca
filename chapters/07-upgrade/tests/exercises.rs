//! The checks of chapter 07's exercises. The files to edit are in
//! `chapters/07-upgrade/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/request.rs"]
mod handshakes;

exercise::load!(accept);
exercise::load!(behind);
exercise::load!(refuse);
exercise::load!(trips);
