//! Small files with telling names, and tests that do not sleep.

use crate::anchor;
use crate::page;
use crate::{Finding, Tree};

/// The longest file, and the longest `main.rs` of a chapter.
const LONGEST: usize = 300;
const LONGEST_MAIN: usize = 60;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "common", "helper", "manager"];

/// Reads every Rust file, and the names of the pages.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ["book/", "chapters/", "tests/"]
        .into_iter()
        .flat_map(|folder| tree.below(folder))
        .filter(|(path, _)| path.ends_with(".rs"))
        .flat_map(|(path, text)| faults(path, text))
        .collect();
    for path in page::paths(tree) {
        if path.contains(|c: char| c.is_ascii_digit()) {
            findings.push(Finding::at(
                path,
                1,
                "a page's name has no number, since numbers change",
            ));
        }
    }
    findings
}

fn faults(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |line, message: String| {
        findings.push(Finding::at(path, line, message));
    };
    let lines =
        text.lines().filter(|line| anchor::mark(line).is_none()).count();
    let in_source = path.starts_with("chapters/") && path.contains("/src/");
    if in_source && path.ends_with("/main.rs") && lines > LONGEST_MAIN {
        find(
            1,
            format!("main.rs has {lines} lines, of at most {LONGEST_MAIN}"),
        );
    }
    if lines > LONGEST {
        find(1, format!("{lines} lines, of at most {LONGEST}; divide it"));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(empty) = EMPTY_NAMES.iter().find(|empty| name.contains(**empty))
    {
        find(1, format!("`{empty}` says nothing; name the thing inside"));
    }
    for (line, number) in text.lines().zip(1..) {
        if let Some(message) = fault_of_line(path, line) {
            find(number, message.to_string());
        }
    }
    findings
}

fn fault_of_line(path: &str, line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let code = line.split("//").next().unwrap_or("");
    let is_test = path.starts_with("tests/") || path.contains("/tests/");
    if path.starts_with("chapters/")
        && path.contains("/src/")
        && (code.starts_with("#[cfg(test)]") || code.starts_with("#[test]"))
    {
        return Some("tests stand in tests/: src/ has none, and runs none");
    }
    if is_test && names_a_test(code) {
        return Some("a test's name is a sentence, without `test_`");
    }
    let sleeps = ["thread::sleep", "time::sleep"] // allowed: what to look for
        .iter()
        .any(|sleep| code.contains(sleep));
    let is_allowed = line.contains("// allowed: ");
    if is_test && sleeps && !is_allowed && !path.starts_with("tests/kit/") {
        return Some(
            "a test does not sleep: pause the clock or wait for an event \
             (or end the line with `// allowed: reason`)",
        );
    }
    None
}

/// `fn test_…`, with nothing but such words before it.
fn names_a_test(code: &str) -> bool {
    code.split_once("fn test_").is_some_and(|(before, _)| {
        before.split_whitespace().all(|word| ["async", "pub"].contains(&word))
    })
}
