//! Every term of the glossary is explained there, and used on a page.

use crate::heading::{self, Heading};
use crate::include;
use crate::link;
use crate::page::{self, Page, Place};
use crate::prose::Prose;
use crate::{Finding, Tree};
use std::collections::BTreeSet;

const GLOSSARY: &str = "book/src/glossary.md";

/// A term is a heading of level three; a page uses it when it links to
/// `glossary.md#term`, or defines it in bold.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    if tree.text(GLOSSARY).is_none() {
        let has_pages = page::paths(tree).next().is_some();
        let message = "the book has no glossary; write it";
        let missing = Finding::at(GLOSSARY, 1, message);
        return has_pages.then_some(missing).into_iter().collect();
    }
    let glossary = Page::expanded(tree, GLOSSARY);
    let used = used(tree);
    let headings = heading::headings(&glossary);
    let mut known = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, term) in headings.iter().enumerate() {
        if term.level != 3 {
            continue;
        }
        let mut find = |message: String| {
            findings.push(Finding::at(GLOSSARY, term.number, message));
        };
        let end = headings.get(at + 1).map(|next| next.index);
        if !known.insert(term.text.to_lowercase()) {
            find(format!("`{}` is explained twice", term.text));
        } else if !is_explained(&glossary, term, end) {
            find(format!("`{}` has no explanation", term.text));
        } else if !used.contains(&format!("#{}", term.id))
            && !used.contains(&term.text.to_lowercase())
        {
            find(format!(
                "no page uses `{}`; link to `glossary.md#{}` where it is \
                 explained first, or delete it here",
                term.text, term.id
            ));
        }
    }
    findings
}

fn is_explained(page: &Page, term: &Heading, end: Option<usize>) -> bool {
    let end = end.unwrap_or(page.lines.len());
    let mut lines = page.lines[term.index + 1..end].iter();
    lines.any(|line| line.place == Place::Prose && !line.text.trim().is_empty())
}

/// `#id` of every link into the glossary, and the text of everything bold,
/// over all other pages.
fn used(tree: &Tree) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for page in page::expanded(tree) {
        if page.path == GLOSSARY {
            continue;
        }
        let prose = Prose::of(&page);
        for link in link::links(&prose) {
            let Some((path, id)) = link.target.split_once('#') else {
                continue;
            };
            let path = include::resolve(&page.path, path);
            if path.as_deref() == Some(GLOSSARY) {
                used.insert(format!("#{id}"));
            }
        }
        let bold = prose.text.split("**").skip(1).step_by(2);
        used.extend(bold.map(|text| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").to_lowercase()
        }));
    }
    used
}
