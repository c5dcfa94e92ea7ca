//! The table of contents and the pages are the same list.

use crate::include;
use crate::link;
use crate::page::{self, Page};
use crate::prose::Prose;
use crate::{Finding, Tree};
use std::collections::BTreeSet;

const SUMMARY: &str = "book/src/SUMMARY.md";

/// Compares `SUMMARY.md` with `book/src`.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    if tree.text(SUMMARY).is_none() {
        return vec![Finding::at(
            SUMMARY,
            1,
            "the book has no table of contents; write it",
        )];
    }
    let mut findings = Vec::new();
    let mut listed = BTreeSet::new();
    for link in link::links(&Prose::of(&Page::written(tree, SUMMARY))) {
        let target = link.target.as_str();
        if target.is_empty() {
            continue; // a draft
        }
        let path = include::resolve(SUMMARY, target).unwrap_or_default();
        let mut find = |message: String| {
            findings.push(Finding::at(SUMMARY, link.line, message));
        };
        if tree.text(&path).is_none() {
            find(format!(
                "there is no page {path}; write it, or mend the name"
            ));
        } else if !listed.insert(path.clone()) {
            find(format!("{path} is listed twice; keep one place for it"));
        }
    }
    for path in page::paths(tree).filter(|path| !listed.contains(*path)) {
        findings.push(Finding::at(
            path,
            1,
            "this page is not in SUMMARY.md, and mdBook leaves it out; list \
             it there, or delete it",
        ));
    }
    findings
}
