//! Faults in manifests, in the shape of files, in what a machine leaves.

use crate::healthy::{self, LIBRARY, OTHER, SNAPSHOT};
use crate::{accepts, added, broken, finds};
use tests_book::checks::{machine, order, shape, versions};

const MANIFEST: &str = "chapters/01-ping/Cargo.toml";
const LAST: &str = "chapters/02-framing/Cargo.toml";

#[test]
fn a_chapter_stands_on_smaller_numbers_only() {
    let later = "chapter 01 stands on `framing` of chapter 02";
    let find_at = |line: &str, lines: &str| {
        let tree = broken(MANIFEST, "tokio.workspace = true", lines);
        finds(order::check, &tree, (MANIFEST, line), later);
    };
    let find = |lines: &str| find_at("framing", lines);
    find_at("workspace", "[dependencies.framing]\nworkspace = true");
    find("framing.workspace = true");
    find("framing = { workspace = true }");
    find("framing = { path = \"../02-framing\" }");
    find("[target.'cfg(unix)'.dependencies]\nframing.workspace = true");
    find("[build-dependencies]\nframing.workspace = true");
    let renamed = "f = { package = \"chapter-02\", path = \"x\" } # framing";
    let tree = broken(MANIFEST, "tokio.workspace = true", renamed);
    finds(order::check, &tree, (MANIFEST, "# framing"), "`f` of chapter 02");
    let itself = broken(LAST, "ping.workspace", "framing.workspace");
    finds(order::check, &itself, (LAST, "framing.workspace"), "02 stands on");
}

#[test]
fn a_chapter_is_named_for_its_folder_and_ships_no_test_tools() {
    let package = broken(MANIFEST, "\"chapter-01\"", "\"ping\"");
    finds(order::check, &package, (MANIFEST, ""), "`name = \"chapter-01\"`");
    let library = broken(MANIFEST, "\"ping\"", "\"chapter_01\"");
    finds(order::check, &library, (MANIFEST, ""), "`name = \"ping\"`");
    let kit = broken(MANIFEST, "tokio.workspace", "kit.workspace");
    let kit = broken_again(kit, MANIFEST, "framing.workspace = true\nkit", "x");
    finds(order::check, &kit, (MANIFEST, "kit."), "`kit` is for tests");
    let folder = "chapters/3-room/Cargo.toml";
    let tree = healthy::tree().with(folder, "");
    finds(order::check, &tree, (folder, ""), "called `NN-name`");
}

fn broken_again(
    tree: tests_book::Tree,
    path: &str,
    from: &str,
    to: &str,
) -> tests_book::Tree {
    let text = tree.text(path).unwrap_or("").replace(from, to);
    tree.with(path, &text)
}

#[test]
fn files_are_short() {
    let main = "chapters/01-ping/src/main.rs";
    let lines = |count: usize| "x\n".repeat(count);
    let with = |path: &str, count| healthy::tree().with(path, &lines(count));
    finds(shape::check, &with(main, 61), (main, ""), "61 lines, of at most 60");
    finds(shape::check, &with(LIBRARY, 301), (LIBRARY, ""), "at most 300");
    finds(shape::check, &with("tests/a.rs", 301), ("tests/a.rs", ""), "divide");
    accepts(shape::check, &with(main, 60));
    accepts(shape::check, &with(LIBRARY, 300));
}

#[test]
fn names_say_something() {
    let with = |path: &str| healthy::tree().with(path, "");
    for name in ["util", "stream_utils", "common", "helpers", "task_manager"] {
        let path = format!("chapters/01-ping/src/{name}.rs");
        finds(shape::check, &with(&path), (&path, ""), "says nothing");
    }
    let page = "book/src/01-ping.md";
    finds(shape::check, &with(page), (page, ""), "a page's name has no number");
}

#[test]
fn tests_are_sentences_beside_the_source_and_do_not_sleep() {
    let tests = "chapters/01-ping/tests/ping.rs";
    let find = |path: &str, line: &str, message: &str| {
        let tree = added(path, line);
        finds(shape::check, &tree, (path, line), message);
    };
    find(tests, "fn test_it() {}", "is a sentence");
    find(tests, "    pub async fn test_it() {", "is a sentence");
    find(LIBRARY, "#[cfg(test)]", "tests stand in tests/");
    let sleep = "sleep(SECOND)";
    find(tests, &format!("std::thread::{sleep};"), "does not sleep");
    find(tests, &format!("tokio::time::{sleep}.await;"), "does not sleep");
    let allowed = format!("std::thread::{sleep}; // allowed: a real process");
    accepts(shape::check, &added(tests, &allowed));
    accepts(shape::check, &added(tests, &format!("// thread::{sleep}")));
    accepts(shape::check, &added(LIBRARY, &format!("time::{sleep};")));
}

#[test]
fn no_page_and_no_output_names_one_machine() {
    let find = |path: &str, line: &str| {
        let tree = added(path, line);
        finds(machine::check, &tree, (path, line), "is on one machine only");
    };
    find(SNAPSHOT, "at /home/ada/book/x.rs");
    find(OTHER, "`C:\\Users\\Ada`");
    find("README.md", "(/Users/ada/book)");
    let address = "https://example.org/home/ada";
    accepts(machine::check, &added(OTHER, address));
    accepts(machine::check, &healthy::tree().with("notes.md", "/home/ada"));
    accepts(machine::check, &added(LIBRARY, "// as /home/ada"));
}

#[test]
fn a_dependency_asks_for_no_newer_rust() {
    let metadata = |rust: &str| {
        format!(
            "{{\"packages\":[{{\"name\":\"a\",\"version\":\"1.0.0\",\
             \"rust_version\":null}},{{\"name\":\"tokio\",\
             \"version\":\"1.54.0\",\"description\":\"{{\\\"name\\\":\",\
             \"dependencies\":[{{\"name\":\"b\",\"source\":null}}],\
             \"rust_version\":{rust}}}]}}"
        )
    };
    let check = |rust: &str| {
        let metadata = metadata(rust);
        move |tree: &_| versions::check(tree, &metadata)
    };
    let place = ("Cargo.lock", "name = \"tokio\"");
    let tree = healthy::tree();
    let message = "tokio 1.54.0 needs Rust 1.85.1, the workspace says 1.85;";
    finds(check("\"1.85.1\""), &tree, place, message);
    finds(check("\"2.0\""), &tree, place, "needs Rust 2.0");
    for fine in ["\"1.85.0\"", "\"1.9\"", "\"1\"", "null"] {
        accepts(check(fine), &tree);
    }
    let nothing = |tree: &_| versions::check(tree, "{}");
    finds(nothing, &tree, ("Cargo.lock", ""), "named no package");
    let silent = broken("Cargo.toml", "rust-version", "rust");
    finds(check("null"), &silent, ("Cargo.toml", ""), "needs a `rust-version`");
}
