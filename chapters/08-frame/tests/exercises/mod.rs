//! What each exercise has to do.

mod attack;
mod between;
mod close;
mod codes;
mod headers;
mod lengths;
mod unmask;
