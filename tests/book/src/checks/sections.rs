//! Every chapter has a page, and the page has the parts that readers count
//! on.

use crate::chapter;
use crate::heading;
use crate::page::Page;
use crate::{Finding, Tree};

/// Headings of level two that every chapter's main page has once.
const SECTIONS: &[&str] = &[
    "Run it first",
    "What goes wrong",
    "Build it",
    "Your turn",
    "The price so far",
];

/// Reads each chapter's main page, `book/src/name.md`.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in chapter::all(tree) {
        let path = chapter.page();
        if tree.text(&path).is_none() {
            findings.push(Finding::at(
                &chapter.manifest(),
                1,
                format!("this chapter has no page; write {path}"),
            ));
            continue;
        }
        let headings = heading::headings(&Page::written(tree, &path));
        for section in SECTIONS {
            let mut same =
                headings.iter().filter(|h| h.level == 2 && h.text == *section);
            let message = match (same.next(), same.next()) {
                (None, _) => {
                    Some((1, format!("add the section `## {section}`")))
                }
                (_, Some(second)) => Some((
                    second.number,
                    format!("a second `## {section}`; merge the two"),
                )),
                _ => None,
            };
            findings.extend(message.map(|(l, m)| Finding::at(&path, l, m)));
        }
    }
    findings
}
