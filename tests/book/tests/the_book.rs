//! The checks, run on this repository.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tests_book::checks;
use tests_book::{Finding, Tree, report};

#[test]
fn every_include_shows_something_and_shows_it_whole() {
    holds(checks::includes::check);
}

#[test]
fn every_anchor_has_one_start_and_one_end() {
    holds(checks::anchors::check);
}

#[test]
fn every_anchor_output_and_picture_is_on_a_page() {
    holds(checks::shown::check);
}

#[test]
fn no_code_and_no_output_is_typed_by_hand() {
    holds(checks::typed::check);
}

#[test]
fn every_line_of_the_chapters_source_is_in_the_book() {
    holds(checks::source::check);
}

#[test]
fn every_link_leads_somewhere() {
    holds(checks::links::check);
}

#[test]
fn the_table_of_contents_lists_every_page_once() {
    holds(checks::summary::check);
}

#[test]
fn every_term_of_the_glossary_is_explained_and_used() {
    holds(checks::glossary::check);
}

#[test]
fn every_cargo_run_on_a_page_is_run_by_a_test() {
    holds(checks::commands::check);
}

#[test]
fn chapters_stand_on_chapters_with_smaller_numbers() {
    holds(checks::order::check);
}

#[test]
fn files_are_short_and_their_names_say_something() {
    holds(checks::shape::check);
}

#[test]
fn every_chapters_page_has_the_sections_readers_count_on() {
    holds(checks::sections::check);
}

#[test]
fn every_exercise_has_hints_a_check_a_solution_and_wrong_attempts() {
    holds(checks::exercises::check);
}

#[test]
fn every_picture_can_be_read_aloud() {
    holds(checks::pictures::check);
}

#[test]
fn ids_are_unique_in_the_whole_book() {
    holds(checks::ids::check);
}

#[test]
fn no_page_and_no_output_names_a_path_of_one_machine() {
    holds(checks::machine::check);
}

#[test]
fn no_dependency_asks_for_a_newer_rust_than_the_workspace() {
    let metadata = cargo_metadata();
    holds(|tree| checks::versions::check(tree, &metadata));
}

/// Runs a check on this repository, and lists what it finds.
fn holds(check: impl FnOnce(&Tree) -> Vec<Finding>) {
    let findings = check(repository());
    assert!(findings.is_empty(), "\n\n{}", report(&findings));
}

fn repository() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| Tree::load(&root()).expect("a readable repository"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Only for this platform, since the packages of others are not downloaded.
/// Not `--offline`: `cargo test -p tests-book` alone has not fetched all.
fn cargo_metadata() -> String {
    let about = cargo(&["--version", "--verbose"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.expect("cargo names its host");
    let platform = ["--filter-platform", host];
    let format = ["--format-version", "1"];
    cargo(&[&["metadata", "--locked"], &format[..], &platform[..]].concat())
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
