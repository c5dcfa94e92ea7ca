//! The checks of chapter 11's exercises. The files to edit are in
//! `chapters/11-events/exercises`.

#[path = "exercises/mod.rs"]
mod checks;
#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/house.rs"]
mod house;

exercise::load!(acks);
exercise::load!(admin);
exercise::load!(parts);
exercise::load!(placeholders);
exercise::load!(wire);
