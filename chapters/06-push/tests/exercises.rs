//! The checks of chapter 06's exercises. The files to edit are in
//! `chapters/06-push/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

#[allow(dead_code)] // shared with the pictures
#[path = "pictures/way.rs"]
mod way;

exercise::load!(between_polls);
exercise::load!(delays);
exercise::load!(event);
exercise::load!(long_poll);
