//! The checks of chapter 12's exercises. The files to edit are in
//! `chapters/12-rooms/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // shared with the other tests
#[path = "exercises/house.rs"]
mod house;

exercise::load!(all_but);
exercise::load!(empty_rooms);
exercise::load!(letters);
exercise::load!(places);
exercise::load!(together);
exercise::load!(who_hears);
