//! No path that exists on one machine only.

use crate::{Finding, Tree};

/// Where people's files are.
const HOMES: &[&str] = &["/home/", "/root/", "/Users/", ":\\Users\\"];

/// What readers see: pages, outputs, drawings.
const KINDS: &[&str] = &[".md", ".snap", ".svg", ".txt"];

/// Where it stands; anywhere else, a reader may note what they like.
const FOLDERS: &[&str] =
    &["book/", "chapters/", "tests/", "README.md", "CONTRIBUTING.md"];

/// Reads every page, snapshot and picture.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let root = tree.root().map(|root| root.display().to_string());
    // A checkout in `/book` proves nothing: pages say `/book` too.
    let root = root.filter(|root| root.matches(['/', '\\']).count() > 1);
    let places = HOMES.iter().copied().chain(root.as_deref());
    let places: Vec<&str> = places.collect();
    let mut findings = Vec::new();
    for (path, text) in FOLDERS.iter().flat_map(|start| tree.below(start)) {
        if !KINDS.iter().any(|kind| path.ends_with(kind)) {
            continue;
        }
        for (line, number) in text.lines().zip(1..) {
            let Some(place) = places.iter().find(|p| holds(line, p)) else {
                continue;
            };
            findings.push(Finding::at(
                path,
                number,
                format!(
                    "`{place}` is on one machine only; write the path below \
                     the repository, or filter it in the test"
                ),
            ));
        }
    }
    findings
}

/// The path begins there: no letter stands before it, as in an address.
fn holds(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(offset, _)| {
        let before = line[..offset].chars().next_back();
        place.starts_with(':') || !before.is_some_and(char::is_alphanumeric)
    })
}
