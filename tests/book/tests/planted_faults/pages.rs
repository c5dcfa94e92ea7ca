//! Faults in what a page shows, and in what it leaves out.

use crate::healthy::{self, ELSEWHERE, LIBRARY, OTHER, PAGE, SNAPSHOT};
use crate::{accepts, added, broken, finds};
use tests_book::Tree;
use tests_book::checks::{anchors, commands, includes, shown, source, typed};

const SERVE: &str = "{{#include ../../chapters/01-ping/src/lib.rs:serve}}";

/// The page with another include where the excerpt `serve` was, found there.
#[track_caller]
fn include_is_refused(include: &str, message: &str) {
    let tree = broken(PAGE, SERVE, include);
    finds(includes::check, &tree, (PAGE, include), message);
}

#[test]
fn an_include_of_no_file_or_no_anchor_shows_nothing() {
    include_is_refused(
        "{{#include ../nowhere.rs:all}}",
        "no file book/nowhere.rs",
    );
    include_is_refused(
        "{{#include ../../../x.rs:all}}",
        "out of the repository",
    );
    include_is_refused(
        "{{#include ../../chapters/01-ping/src/lib.rs:swerve}}",
        "no `ANCHOR: swerve`",
    );
}

#[test]
fn only_anchors_are_included() {
    let lib = "../../chapters/01-ping/src/lib.rs";
    include_is_refused(&format!("{{{{#include {lib}}}}}"), ":anchor`");
    include_is_refused(&format!("{{{{#include {lib}:3:7}}}}"), "numbers rot");
    include_is_refused(&format!("{{{{#include {lib}:3}}}}"), "numbers rot");
    include_is_refused(
        &format!("{{{{#rustdoc_include {lib}:all}}}}"),
        "not used",
    );
    include_is_refused(&format!("{{{{#playground {lib}}}}}"), "not used");
    include_is_refused(&format!("{{{{#include {lib}:all}}"), "understand");
    include_is_refused("{{#include}}", "understand");
    let unmarked = broken(PAGE, SERVE, "{{#include a.rs}}")
        .with("book/src/a.rs", "fn main() {}\n");
    finds(includes::check, &unmarked, (PAGE, "a.rs"), "wrap book/src/a.rs");
}

#[test]
fn an_included_text_is_not_expanded_again_and_has_no_hidden_line() {
    let nested = broken(LIBRARY, "pub struct", "// {{#title T}}\npub struct");
    let found = includes::check(&nested);
    assert_eq!(found.len(), 2, "in `serve` and in `all`: {found:?}");
    assert!(found[0].message.contains("in line 6 of chapters/01-ping"));
    let hidden = broken(LIBRARY, "#[derive", "# [derive");
    let found = includes::check(&hidden);
    assert_eq!(found.len(), 2, "in `serve` and in `all`: {found:?}");
    assert!(found[0].message.contains("mdBook hides line 5"));
}

#[test]
fn a_quote_or_a_list_holds_only_one_included_line() {
    let run =
        "{{#include ../../chapters/01-ping/tests/snapshots/pong.snap:run}}";
    let bytes = "pong.snap:bytes";
    finds(
        includes::check,
        &broken(
            PAGE,
            &format!("```console\n{run}"),
            &format!("  ```console\n  {run}"),
        ),
        (PAGE, run),
        "only the first of 2 lines",
    );
    finds(
        includes::check,
        &broken(PAGE, run, &format!("```\n> {run}\n```console")),
        (PAGE, "> {{"),
        "only the first of 2 lines",
    );
    let quoted = broken(PAGE, "- It sends", "> - It sends");
    assert!(quoted.text(PAGE).is_some_and(|text| text.contains(bytes)));
    accepts(includes::check, &quoted);
}

#[test]
fn an_anchor_has_one_start_one_end_and_something_between() {
    let end = "// ANCHOR_END: serve\n";
    let plant = |from: &str, to: &str| broken(LIBRARY, from, to);
    let start = (LIBRARY, "ANCHOR: serve");
    finds(anchors::check, &plant(end, ""), start, "has no `ANCHOR_END: serve`");
    let twice =
        plant("// ANCHOR_END: all", "// ANCHOR: serve  \n// ANCHOR_END: all");
    finds(
        anchors::check,
        &twice,
        (LIBRARY, "serve  "),
        "a second `ANCHOR: serve`",
    );
    let lost = plant("//! The", "// ANCHOR_END: lost\n//! The");
    finds(anchors::check, &lost, (LIBRARY, "lost"), "ends nothing");
    let again = plant(end, "// ANCHOR_END: serve\n// ANCHOR_END: serve  \n");
    finds(anchors::check, &again, (LIBRARY, "serve  "), "a second `ANCHOR_END");
    let empty = plant("#[derive(Debug)]\npub struct Server;", "");
    finds(anchors::check, &empty, start, "nothing stands between");
}

#[test]
fn every_anchor_and_every_snapshot_is_shown() {
    let gone = broken(PAGE, SERVE, "");
    finds(
        shown::check,
        &gone,
        (LIBRARY, "ANCHOR: serve"),
        "no page shows `serve`",
    );
    let no_anchor = healthy::tree()
        .with("chapters/01-ping/tests/snapshots/lost.snap", "---\n---\npong\n");
    let lost = ("chapters/01-ping/tests/snapshots/lost.snap", "---");
    finds(shown::check, &no_anchor, lost, "no page can show this snapshot");
    let example = ("chapters/01-ping/examples/slow.rs", "ANCHOR: slow");
    let unused = healthy::tree().with(example.0, "// ANCHOR: slow\n");
    finds(shown::check, &unused, example, "no page shows `slow`");
}

#[test]
fn what_tests_the_tests_is_not_part_of_the_book() {
    let tree = healthy::tree()
        .with("tests/kit/tests/snapshots/kit.snap", "ANCHOR: kit\n")
        .with("chapters/01-ping/exercises/wrong/1/x.snap", "ANCHOR: x\n");
    accepts(shown::check, &tree);
    accepts(anchors::check, &tree);
}

#[test]
fn a_source_file_stands_in_the_book_from_its_first_line_to_its_last() {
    let missing =
        broken(PAGE, "{{#include ../../chapters/01-ping/src/main.rs:all}}", "");
    let main = ("chapters/01-ping/src/main.rs", "");
    finds(source::check, &missing, main, "folded part of book/src/ping.md");
    let above =
        broken(LIBRARY, "// ANCHOR: all\n", "use a::b;\n// ANCHOR: all\n");
    finds(source::check, &above, (LIBRARY, "use a::b"), "outside of `all`");
    let below =
        broken(LIBRARY, "ANCHOR_END: all", "ANCHOR_END: all\nfn late() {}");
    finds(source::check, &below, (LIBRARY, "late"), "outside of `all`");
}

#[test]
fn code_and_output_in_a_fence_are_not_typed() {
    let find = |block: &str, line: &str, message: &str| {
        finds(typed::check, &added(OTHER, block), (OTHER, line), message);
    };
    let by_hand = "typed by hand";
    find("```rust\nfn typed() {}\n```\n", "typed()", by_hand);
    find("```console\n$ echo 42\n```\n", "echo", by_hand);
    find(&format!("```rust\n// so:\n{SERVE}\n```\n"), "// so:", by_hand);
    find(&format!("```rust\n{SERVE} // so\n```\n"), "// so", by_hand);
    find("> ```text\n> 42\n> ```\n", "> 42", by_hand);
    find("1. ```rust\n   f();\n   ```\n", "f();", by_hand);
    find("````text\n``` x\n````\n", "``` x", by_hand);
    find("~~~ text\n42\n~~~\n", "42", by_hand);
    find("```rust\n\n```\n", "```rust", "this fence is empty");
    find("```\n42\n```\n", "```", "say what this is: ```text");
    find("```rs\nf()\n```\n", "```rs", "say what this is: ```rust");
    find("```js\nf()\n", "```js", "never closed");
    find("> ```js\nf()\n", "```js", "falls out of its quote");
}

#[test]
fn a_fragment_is_rust_or_text_of_six_lines() {
    let block = |info: &str, lines: usize| {
        added(OTHER, &format!("```{info}\n{}```\n", "x\n".repeat(lines)))
    };
    accepts(typed::check, &block("rust,fragment", 6));
    accepts(typed::check, &block("text fragment", 6));
    let long = block("rust,fragment", 7);
    finds(
        typed::check,
        &long,
        (OTHER, ",fragment"),
        "at most 6 lines, this has 7",
    );
    let console = block("console,fragment", 1);
    finds(
        typed::check,
        &console,
        (OTHER, ",fragment"),
        "only ```rust,fragment",
    );
}

#[test]
fn a_console_begins_with_its_command_and_a_shell_has_commands_only() {
    let silent = broken(SNAPSHOT, "$ cargo run -p chapter-01\n", "");
    finds(typed::check, &silent, (PAGE, "pong.snap:run"), "shows `pong` first");
    let find = |block: &str, line: &str| {
        let message = "no command that this book knows";
        finds(typed::check, &added(OTHER, block), (OTHER, line), message);
    };
    find("```sh\ncargo test\nok. 3 passed\n```\n", "passed");
    find("```bash\n$ nc localhost 8888\n```\n", "$ nc");
}

#[test]
fn every_cargo_run_on_a_page_is_run() {
    let find = |block: &str, line: &str, command: &str| {
        let message = format!("no test runs `cargo run -p {command}`;");
        finds(commands::check, &added(OTHER, block), (OTHER, line), &message);
    };
    find("Say `cargo run -p chapter-02`.\n", "Say", "chapter-02");
    find("`cargo\nrun -p chapter-02`\n", "`cargo", "chapter-02");
    find("<p><code>cargo run -p a</code></p>\n", "<p>", "a");
    find("```sh\ncargo run -p a  # b\n```\n", "-p a", "a");
    find("```sh\ncargo run \\\n  -p a\n```\n", "run \\", "a");
    find("```js\n$ cargo run -p a\n```\n", "-p a", "a");
    find("> ```sh\n> cargo run -p a\n> ```\n", "-p a", "a");
    accepts(commands::check, &added(OTHER, "`cargo run -p chapter-NN`\n"));
    accepts(commands::check, &added(OTHER, "`cargo run -- <name> …`\n"));
    let unpinned = broken(SNAPSHOT, "cargo run", "cargo walk");
    let place = (PAGE, "Type `cargo run");
    finds(commands::check, &unpinned, place, "pin its output");
}

#[test]
fn a_command_run_elsewhere_is_on_a_page_and_in_the_named_file() {
    let list = |line: &str| broken(ELSEWHERE, "cargo run  # .ci/run", line);
    let add = |line: &str| list(&format!("cargo run  # .ci/run\n{line}"));
    let find = |tree: Tree, line: &str, message: &str| {
        finds(commands::check, &tree, (ELSEWHERE, line), message);
    };
    find(list("cargo run  # .ci/walk"), ".ci/walk", "`.ci/walk` is no file");
    find(list("cargo run"), "cargo run", "`` is no file");
    find(add("cargo run -q  # .ci/run"), "-q", "no page shows `cargo run -q`");
    let longer = broken(".ci/run", "cargo run #", "cargo run -q #");
    find(longer, "cargo run", "does not hold the text `cargo run`");
}
