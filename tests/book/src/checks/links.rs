//! Every link leads somewhere.

use crate::heading;
use crate::include;
use crate::link::{self, Link};
use crate::page::{self, Page};
use crate::prose::Prose;
use crate::{Finding, Tree};
use std::collections::{BTreeMap, BTreeSet};

const BOOK: &str = "book/src/";

/// Files beside the book that link as well.
const BESIDE: &[&str] =
    &["book/src/SUMMARY.md", "README.md", "CONTRIBUTING.md"];

/// Reads the pages with their includes in place, and the files beside them.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut pages = page::expanded(tree);
    pages.extend(BESIDE.iter().map(|path| Page::written(tree, path)));
    let ids = pages.iter().map(|page| (page.path.clone(), ids(page))).collect();
    let mut findings = Vec::new();
    for page in &pages {
        let prose = Prose::of(page);
        for (line, label) in link::undefined(&prose) {
            let message = format!("nothing defines `[{label}]: …`; add it");
            findings.push(Finding::at(&page.path, line, message));
        }
        for link in link::links(&prose) {
            let fault = fault(tree, &ids, &page.path, &link);
            findings
                .extend(fault.map(|m| Finding::at(&page.path, link.line, m)));
        }
    }
    findings
}

/// Everything that `page.md#…` may name.
fn ids(page: &Page) -> BTreeSet<String> {
    let prose = Prose::of(page);
    let written = heading::html_ids(&prose);
    let headings = heading::headings(page).into_iter().map(|h| h.id);
    headings.chain(written.into_iter().map(|(_, id)| id.to_string())).collect()
}

fn fault(
    tree: &Tree,
    ids: &BTreeMap<String, BTreeSet<String>>,
    page: &str,
    link: &Link,
) -> Option<String> {
    let target = link.target.as_str();
    if link.alt.as_deref() == Some("") {
        return Some(format!("say what the picture `{target}` means"));
    }
    if let Some((scheme, rest)) = target.split_once(':') {
        if scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
            return address(scheme, rest, target);
        }
    }
    let (path, id) = target.split_once('#').unwrap_or((target, ""));
    if target.is_empty() {
        let is_draft = page == "book/src/SUMMARY.md";
        return (!is_draft).then(|| "this link leads nowhere".to_string());
    }
    if path.starts_with('/') {
        return Some(format!(
            "`{target}` breaks when the book is not at the root of its host; \
             write the path relative to this page"
        ));
    }
    let file = match path {
        "" => Some(page.to_string()),
        path => include::resolve(page, path),
    };
    let file = file.unwrap_or_default();
    let in_book = page.starts_with(BOOK);
    if in_book && !file.starts_with(BOOK) {
        return Some(format!(
            "`{target}` is not part of the built book; name the file in \
             `code`, or link to it with https"
        ));
    }
    if tree.text(&file).is_none() && (in_book || !tree.has(&file)) {
        return Some(format!("there is no {file}; mend `{target}`"));
    }
    let known = ids.get(&file)?;
    (!id.is_empty() && !known.contains(id)).then(|| {
        let close = closest(id, known);
        format!("{file} has no heading `#{id}`{close}")
    })
}

/// An address is looked at, not called.
fn address(scheme: &str, rest: &str, target: &str) -> Option<String> {
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '#', '?']).next().unwrap_or("");
    let name = host.split(':').next().unwrap_or("");
    let is_here = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|here| host == *here || host.starts_with(&format!("{here}:")));
    match scheme {
        "mailto" => None,
        "http" if !is_here => Some(format!("write https: `{target}`")),
        "http" => None,
        "https" if name.contains('.') && !name.ends_with('.') => None,
        "https" => Some(format!("`{target}` names no host")),
        _ => Some(format!("`{target}` is no address a browser opens")),
    }
}

/// A heading that shares its beginning is what was meant, most often.
fn closest(id: &str, known: &BTreeSet<String>) -> String {
    let shared = |other: &&String| {
        let pairs = id.chars().zip(other.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    known
        .iter()
        .max_by_key(shared)
        .filter(|other| shared(other) >= 3)
        .map_or(String::new(), |other| format!("; did you mean `#{other}`?"))
}
