//! Every anchor, every pinned output and every picture is on a page.

use crate::anchor::{self, Mark};
use crate::include::{self, Part};
use crate::link;
use crate::page::{self, Page};
use crate::prose::Prose;
use crate::{Finding, Tree, pinned};
use std::collections::BTreeSet;

/// Compares what there is to see with what the pages show.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let shown: BTreeSet<(String, String)> =
        page::written(tree).iter().flat_map(shown_by).collect();
    let is_shown = |path: &str, name: &str| {
        shown.contains(&(path.to_string(), name.to_string()))
    };
    let mut findings = Vec::new();
    for (path, text) in pinned::showable(tree) {
        for (line, mark) in anchor::marks(text) {
            let Mark::Start(name) = mark else { continue };
            // A source file that is not shown whole is `source`'s finding.
            let is_source = name == "all" && path.contains("/src/");
            if !is_source && !is_shown(path, name) {
                findings.push(Finding::at(
                    path,
                    line,
                    format!(
                        "no page shows `{name}`; include it, or delete the \
                         anchor"
                    ),
                ));
            }
        }
    }
    for (path, text) in pinned::outputs(tree) {
        if anchor::marks(text).next().is_none() && !is_shown(path, "") {
            let message = if path.ends_with(".snap") {
                "no page can show this snapshot: let its text begin with \
                 `ANCHOR: name` and end with `ANCHOR_END: name`"
            } else {
                "no page shows this picture; include it, or delete it"
            };
            findings.push(Finding::at(path, 1, message));
        }
    }
    findings
}

/// Path and anchor of everything that a page shows; a file shown whole has
/// no anchor.
fn shown_by(page: &Page) -> Vec<(String, String)> {
    let directives = page
        .lines
        .iter()
        .flat_map(|line| include::directives(&line.text))
        .filter(|directive| directive.name == "include");
    let mut shown = Vec::new();
    for directive in directives {
        let (target, part) = include::target(&directive.argument);
        let name = match part {
            Part::Anchor(name) => name,
            Part::Whole => String::new(),
            Part::Lines => continue,
        };
        let path = include::resolve(&page.path, target);
        shown.extend(path.map(|path| (path, name)));
    }
    let prose = Prose::of(page);
    let sources = crate::heading::attributes(&prose, "src");
    let images = link::links(&prose)
        .into_iter()
        .filter(|link| link.alt.is_some())
        .map(|link| link.target)
        .chain(sources.into_iter().map(|(_, target)| target.to_string()));
    for target in images {
        let path = include::resolve(&page.path, &target);
        shown.extend(path.map(|path| (path, String::new())));
    }
    shown
}
