//! Exercises that lack something, and chapters whose page does.

use crate::healthy::{self, EXERCISE, PAGE};
use crate::{accepts, added, broken, finds};
use tests_book::Tree;
use tests_book::checks::{exercises, sections};

const FOLDER: &str = "chapters/01-ping/exercises";

#[track_caller]
fn lacks(tree: &Tree, message: &str) {
    finds(exercises::check, tree, (EXERCISE, ""), message);
}

#[test]
fn an_exercise_has_a_solution_and_two_wrong_attempts() {
    for answer in ["solutions", "wrong/1", "wrong/2"] {
        let path = format!("{FOLDER}/{answer}/endpoints.rs");
        let tree = healthy::tree().without(&path);
        lacks(&tree, &format!("has no {path}"));
    }
}

#[test]
fn an_exercise_is_loaded_and_checked_by_a_test() {
    let tests = "chapters/01-ping/tests/ping.rs";
    let message = "says `exercise::load!(endpoints)`";
    lacks(&broken(tests, "load!(endpoints)", "load!(points)"), message);
    let message = "says `exercise::check(endpoints)`";
    lacks(&broken(tests, "check(endpoints)", "check(points)"), message);
}

#[test]
fn an_exercise_has_a_section_with_three_hints() {
    let unnamed = broken(PAGE, EXERCISE, "some file");
    lacks(&unnamed, "no page names `chapters/01-ping/exercises/endpoints.rs`");
    let two = broken(PAGE, "<summary>Hint 2", "<summary>More");
    lacks(&two, "has 2 hints of 3");
    let four = broken(PAGE, "## The price", "<summary>Hint 4\n\n## The price");
    lacks(&four, "has 4 hints of 3");
    let elsewhere =
        broken(PAGE, "<details><summary>Hint 3", "### B\n<summary>Hint 3");
    lacks(&elsewhere, "has 2 hints of 3");
    let both = broken(PAGE, EXERCISE, &format!("{FOLDER}/b.rs and {EXERCISE}"));
    lacks(&both, "has 3 hints of 6");
}

#[test]
fn an_answer_belongs_to_an_exercise_and_a_wrong_one_says_why() {
    let path = format!("{FOLDER}/wrong/3/lines.rs");
    let stray = healthy::tree().with(&path, "//! A line is a read.\n");
    finds(exercises::check, &stray, (&path, ""), "there is no exercise");
    let path = format!("{FOLDER}/wrong/2/endpoints.rs");
    let silent = healthy::tree().with(&path, "fn f() {}\n");
    finds(
        exercises::check,
        &silent,
        (&path, ""),
        "begins with its misconception",
    );
}

#[test]
fn a_readers_copy_of_an_exercise_is_none() {
    let copy = format!("{FOLDER}/endpoints_before.rs");
    accepts(exercises::check, &healthy::tree().with(&copy, ""));
}

#[test]
fn a_chapter_has_a_page_with_its_sections() {
    let manifest = "chapters/01-ping/Cargo.toml";
    let none = healthy::tree().without(PAGE);
    finds(sections::check, &none, (manifest, ""), "write book/src/ping.md");
    for section in ["Run it first", "What goes wrong", "Build it", "Your turn"]
    {
        let heading = format!("## {section}");
        let tree = broken(PAGE, &heading, &format!("# {section}"));
        finds(
            sections::check,
            &tree,
            (PAGE, ""),
            &format!("add the section `{heading}`"),
        );
    }
    let code =
        broken(PAGE, "## The price so far", "```js\n## The price so far\n```");
    finds(sections::check, &code, (PAGE, ""), "`## The price so far`");
    let twice = added(PAGE, "## Build it  ");
    finds(
        sections::check,
        &twice,
        (PAGE, "## Build it  "),
        "a second `## Build it`",
    );
}
