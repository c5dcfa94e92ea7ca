//! The checks of chapter 08's exercises. The files to edit are in
//! `chapters/08-frame/exercises`.

#[path = "exercises/mod.rs"]
mod checks;

exercise::load!(attack);
exercise::load!(between);
exercise::load!(close);
exercise::load!(codes);
exercise::load!(headers);
exercise::load!(lengths);
exercise::load!(unmask);
