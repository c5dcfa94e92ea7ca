//! What each exercise has to do.

mod all_but;
mod empty_rooms;
mod letters;
mod places;
mod together;
mod who_hears;
