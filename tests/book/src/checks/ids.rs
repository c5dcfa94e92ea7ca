//! Ids written in HTML are unique in the whole book: the printed book is one
//! page, and an arrow head there must find its own picture.

use crate::heading;
use crate::page;
use crate::prose::Prose;
use crate::{Finding, Tree};
use std::collections::BTreeMap;

/// Reads the pages with their pictures in place.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let pages = page::expanded(tree);
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for page in &pages {
        for heading in heading::headings(page) {
            let place = format!("the heading {}:{}", page.path, heading.number);
            first.entry(heading.id).or_insert(place);
        }
    }
    let mut findings = Vec::new();
    for page in &pages {
        for (line, id) in heading::html_ids(&Prose::of(page)) {
            let place = format!("{}:{line}", page.path);
            if let Some(other) = first.get(id) {
                findings.push(Finding::at(
                    &page.path,
                    line,
                    format!(
                        "the id `{id}` is taken by {other}; give it another \
                         (a picture: a prefix of its own, or show it once)"
                    ),
                ));
            } else {
                first.insert(id.to_string(), place);
            }
        }
    }
    findings
}
