//! Each check has been seen to fail: on a small healthy book it finds
//! nothing, and on the same book with one thing broken it finds that thing.

mod code;
mod exercises;
mod healthy;
mod links;
mod mdbook;
mod pages;
mod pictures;

use tests_book::{Finding, Tree, checks, report};

#[test]
fn the_healthy_book_has_no_fault() {
    for (name, check) in checks::ALL {
        let findings = check(&healthy::tree());
        assert!(findings.is_empty(), "{name}:\n{}", report(&findings));
    }
}

#[test]
fn an_empty_repository_lacks_nothing_but_a_table_of_contents() {
    let findings: Vec<Finding> = checks::ALL
        .iter()
        .flat_map(|(_, check)| check(&Tree::default()))
        .collect();
    assert_eq!(
        report(&findings),
        "book/src/SUMMARY.md:1: the book has no table of contents; write it\n"
    );
}

#[test]
fn every_check_has_a_planted_fault() {
    let planted = [
        include_str!("code.rs"),
        include_str!("exercises.rs"),
        include_str!("links.rs"),
        include_str!("pages.rs"),
        include_str!("pictures.rs"),
    ];
    let planted = planted.concat().replace(char::is_whitespace, "");
    for (name, _) in checks::ALL {
        let is_planted = planted.contains(&format!("finds({name}::check,"));
        assert!(is_planted, "plant a fault for the check `{name}`");
    }
}

#[test]
fn a_finding_is_one_line_that_an_editor_can_follow() {
    let findings = [
        Finding::at("b.md", 2, "second"),
        Finding::at("a.md", 10, "first"),
        Finding::at("a.md", 10, "first"),
    ];
    assert_eq!(report(&findings), "a.md:10: first\nb.md:2: second\n");
}

#[test]
fn a_tree_from_disk_has_what_somebody_wrote_and_nothing_built() {
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tree");
    for path in ["book/src", "book/book", "target", "node_modules", "build"] {
        std::fs::create_dir_all(root.join(path)).unwrap();
        std::fs::write(root.join(path).join("a.md"), b"a\xff\n").unwrap();
    }
    std::fs::write(root.join("build/CACHEDIR.TAG"), "").unwrap();
    let tree = Tree::load(&root).unwrap();
    let files: Vec<_> = tree.below("").collect();
    assert_eq!(files, [("book/src/a.md", "a\u{fffd}\n")]);
}

/// The healthy book with one piece of text replaced, everywhere in one file.
fn broken(path: &str, from: &str, to: &str) -> Tree {
    let tree = healthy::tree();
    let text = tree.text(path).unwrap_or_else(|| panic!("no {path}"));
    assert!(text.contains(from), "{path} does not hold {from:?}");
    let text = text.replace(from, to);
    tree.with(path, &text)
}

/// The healthy book with some lines more at the end of one file.
fn added(path: &str, lines: &str) -> Tree {
    let tree = healthy::tree();
    let text = tree.text(path).unwrap_or_else(|| panic!("no {path}"));
    let text = format!("{text}\n{lines}");
    tree.with(path, &text)
}

/// The check has exactly one finding: in that file, at a line that holds
/// `line` (the first line, if that is empty), with such a message.
#[track_caller]
fn finds(
    check: impl Fn(&Tree) -> Vec<Finding>,
    tree: &Tree,
    (path, line): (&str, &str),
    message: &str,
) {
    let findings = check(tree);
    let all = report(&findings);
    assert_eq!(findings.len(), 1, "expected one finding, got:\n{all}");
    let found = &findings[0];
    assert_eq!(found.path, path, "{all}");
    let text = tree.text(path).unwrap_or("").lines().nth(found.line - 1);
    let is_there = match line {
        "" => found.line == 1,
        line => text.is_some_and(|text| text.contains(line)),
    };
    assert!(is_there, "{line:?} is not in the line of {all}");
    assert!(found.message.contains(message), "{message:?} not in {all}");
}

/// The check has no finding.
#[track_caller]
fn accepts(check: impl Fn(&Tree) -> Vec<Finding>, tree: &Tree) {
    let findings = check(tree);
    assert!(findings.is_empty(), "\n{}", report(&findings));
}
