//! The checks of chapter 04's exercises. The files to edit are in
//! `chapters/04-room/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

#[allow(dead_code)] // the page's naive rooms, with a `main` of their own
#[path = "../examples/room_naive.rs"]
mod room_naive;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/chat.rs"]
mod chat;

exercise::load!(broadcast);
exercise::load!(farewell);
exercise::load!(slow_reader);
exercise::load!(stall);
exercise::load!(who_hears);
