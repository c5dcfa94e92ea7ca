//! Every line of every chapter's `src/` is in the book.

use crate::anchor::{self, Mark};
use crate::chapter;
use crate::include::{self, Part};
use crate::page;
use crate::{Finding, Tree};
use std::collections::BTreeSet;

/// Each source file is one anchor, `all`, and a page includes it.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let whole = whole_files(tree);
    let mut findings = Vec::new();
    for chapter in chapter::all(tree) {
        let folder = format!("{}/src/", chapter.folder);
        for (path, text) in tree.below(&folder) {
            if !path.ends_with(".rs") {
                continue;
            }
            if let Some(line) = outside(text) {
                findings.push(Finding::at(
                    path,
                    line,
                    "this line is outside of `all`; let the file begin with \
                     `// ANCHOR: all` and end with `// ANCHOR_END: all`",
                ));
            }
            if !whole.contains(path) {
                findings.push(Finding::at(
                    path,
                    1,
                    format!(
                        "no page shows this file whole; put \
                         `{{{{#include ../../{path}:all}}}}` into a folded \
                         part of {}",
                        chapter.page()
                    ),
                ));
            }
        }
    }
    findings
}

/// The first line that `all` leaves out.
fn outside(text: &str) -> Option<usize> {
    let mut lines =
        (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let first = lines.next().unwrap_or((1, ""));
    let last = lines.last().unwrap_or((1, ""));
    if anchor::mark(first.1) != Some(Mark::Start("all")) {
        Some(first.0)
    } else if anchor::mark(last.1) != Some(Mark::End("all")) {
        Some(last.0)
    } else {
        None
    }
}

fn whole_files(tree: &Tree) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for page in page::written(tree) {
        for line in &page.lines {
            for directive in include::directives(&line.text) {
                let (target, part) = include::target(&directive.argument);
                if part == Part::Anchor("all".to_string()) {
                    files.extend(include::resolve(&page.path, target));
                }
            }
        }
    }
    files
}
