//! The checks of chapter 11's exercises. The files to edit are in
//! `chapters/11-events/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

exercise::load!(parts);
