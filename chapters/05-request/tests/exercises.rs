//! The checks of chapter 05's exercises. The files to edit are in
//! `chapters/05-request/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

exercise::load!(body);
exercise::load!(chunks);
exercise::load!(four_ways);
exercise::load!(keep_alive);
exercise::load!(smuggle);
