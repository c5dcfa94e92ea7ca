//! The checks of chapter 03's exercises. The files to edit are in
//! `chapters/03-framing/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

exercise::load!(break_the_read);
exercise::load!(events);
exercise::load!(lengths);
exercise::load!(lines);
