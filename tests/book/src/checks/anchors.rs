//! Every anchor has one start and one end, and lines between them.

use crate::anchor::{self, Mark};
use crate::{Finding, Tree, pinned};
use std::collections::BTreeSet;

/// Reads every file that a page may show.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    pinned::showable(tree).flat_map(|(path, text)| faults(path, text)).collect()
}

fn faults(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |line, message: String| {
        findings.push(Finding::at(path, line, message));
    };
    let mut started = BTreeSet::new();
    let mut ended = BTreeSet::new();
    for (line, mark) in anchor::marks(text) {
        match mark {
            Mark::Start(name) if !started.insert(name) => find(
                line,
                format!(
                    "a second `ANCHOR: {name}` in this file; mdBook knows \
                     only the first, so give this one a name of its own"
                ),
            ),
            Mark::End(name) if !started.contains(name) => find(
                line,
                format!(
                    "`ANCHOR_END: {name}` ends nothing; put `ANCHOR: {name}` \
                     above it, or delete it"
                ),
            ),
            Mark::End(name) if !ended.insert(name) => find(
                line,
                format!("a second `ANCHOR_END: {name}`; delete one of them"),
            ),
            _ => {}
        }
    }
    for (line, mark) in anchor::marks(text) {
        let Mark::Start(name) = mark else { continue };
        let lines = anchor::excerpt(text, name).unwrap_or_default();
        if !ended.contains(name) {
            find(
                line,
                format!("`ANCHOR: {name}` has no `ANCHOR_END: {name}`; add it"),
            );
        } else if lines.iter().all(|(_, line)| line.trim().is_empty()) {
            find(line, format!("nothing stands between the marks of `{name}`"));
        }
    }
    findings
}
