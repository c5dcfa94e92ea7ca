//! What counts as "not done yet", and what does not.

#[path = "../src/marker.rs"]
mod marker;

use marker::is_in;

#[test]
fn an_unsolved_function_and_a_blank_prediction_are_not_done() {
    assert!(is_in("fn f() { kit::not_yet!(\"03.2 decode\") }"));
    assert!(is_in("pub const GUESS: &str = \"???\";"));
}

#[test]
fn a_solved_exercise_may_still_talk_about_its_marker() {
    assert!(!is_in("// was: not_yet!(\"03.2\")\nfn f() {}"));
    assert!(!is_in("/* not_yet!() /* \"???\" */ not_yet!() */ fn f() {}"));
    assert!(!is_in("/// `kit::not_yet!` means \"???\".\nfn f() {}"));
}

#[test]
fn comment_signs_inside_a_string_hide_nothing() {
    assert!(is_in("let url = \"ws://host\"; not_yet!(\"\")"));
    assert!(is_in("let s = \"/*\"; not_yet!(\"\") /* */"));
    assert!(is_in("let s = \"\\\"//\"; not_yet!(\"\")"));
    assert!(is_in("let quote = '\"'; not_yet!(\"//\")"));
}

#[test]
fn an_unfinished_comment_or_string_ends_with_the_file() {
    assert!(!is_in("/* not_yet!()"));
    assert!(is_in("not_yet!(\"ö"));
    assert!(!is_in("let s = \"abc\\"));
}
