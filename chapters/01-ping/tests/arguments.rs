//! What holds if nothing else is typed.

use std::time::Duration;

#[path = "../src/arguments.rs"]
#[expect(dead_code, reason = "only the program needs all of it")]
mod arguments;

use arguments::{Arguments, Side};

#[test]
fn the_articles_program_asks_once_a_second_for_ever() {
    let arguments = Arguments::parse([].into_iter()).unwrap().unwrap();
    assert!(arguments.side == Side::Both);
    assert_eq!(arguments.every, Duration::from_secs(1));
    assert_eq!((arguments.port, arguments.count), (8888, None));
}
