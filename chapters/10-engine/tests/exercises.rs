//! The checks of chapter 10's exercises. The files to edit are in
//! `chapters/10-engine/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // shared with the pictures
#[path = "exercises/web.rs"]
mod web;

exercise::load!(exchange);
exercise::load!(lengths);
exercise::load!(moving);
exercise::load!(payload);
exercise::load!(steal);
