//! Every `{{#include …}}` shows something, and shows it whole.

use crate::anchor;
use crate::include::{self, Directive, Part};
use crate::page::{self, Line, Page};
use crate::{Finding, Tree};

/// Reads every page as it is written.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in page::written(tree) {
        for line in &page.lines {
            for directive in include::directives(&line.text) {
                let faults = fault(tree, &page, &directive)
                    .or_else(|| placing(tree, &page, line, &directive));
                findings.extend(
                    faults.map(|m| Finding::at(&page.path, line.number, m)),
                );
            }
        }
    }
    findings
}

/// Why mdBook would show nothing, too much, or the directive itself.
fn fault(tree: &Tree, page: &Page, directive: &Directive) -> Option<String> {
    let argument = &directive.argument;
    match directive.name.as_str() {
        "include" => {}
        "title" => return None,
        "" => {
            return Some(
                "mdBook does not understand this `{{#…` and prints it; write \
                 `{{#include path:anchor}}` on one line"
                    .to_string(),
            );
        }
        name => {
            return Some(format!(
                "`{{{{#{name} …}}}}` is not used in this book; write \
                 `{{{{#include path:anchor}}}}`"
            ));
        }
    }
    let (target, part) = include::target(argument);
    let Some(path) = include::resolve(&page.path, target) else {
        return Some(format!("`{target}` leads out of the repository"));
    };
    let Some(text) = tree.text(&path) else {
        return Some(format!(
            "there is no file {path}; mend the path `{target}`"
        ));
    };
    let has_marks = anchor::marks(text).next().is_some();
    match part {
        Part::Lines => Some(format!(
            "line numbers rot; put `ANCHOR: name` into {path} and include \
             `{target}:name`"
        )),
        Part::Whole if has_marks || path.ends_with(".snap") => Some(format!(
            "this prints the anchor lines and headers of {path} too; include \
             `{target}:anchor`"
        )),
        Part::Whole if path.ends_with(".rs") => Some(format!(
            "wrap {path} in `// ANCHOR: all` and `// ANCHOR_END: all`, and \
             include `{target}:all`"
        )),
        Part::Whole => None,
        Part::Anchor(name) => missing(&path, text, &name),
    }
}

fn missing(path: &str, text: &str, name: &str) -> Option<String> {
    match anchor::excerpt(text, name) {
        None => Some(format!(
            "{path} has no `ANCHOR: {name}`, and mdBook shows nothing here; \
             add it, or mend the name"
        )),
        Some(lines) if lines.iter().all(|(_, line)| line.trim().is_empty()) => {
            Some(format!("`{name}` in {path} is empty, and shows nothing"))
        }
        Some(lines) => lines
            .iter()
            .find(|(_, line)| !include::directives(line).is_empty())
            .map(|(number, _)| {
                format!(
                    "mdBook would replace the `{{{{#…}}}}` in line {number} \
                     of {path} too"
                )
            }),
    }
}

/// mdBook puts the lines in as they are: neither indented nor quoted.
fn placing(
    tree: &Tree,
    page: &Page,
    line: &Line,
    directive: &Directive,
) -> Option<String> {
    let (path, lines) = include::shown(tree, &page.path, directive)?;
    let fence = page.fence_at(line.number);
    let before = &line.text[..directive.range.start];
    let in_quote = before.trim_start().starts_with('>');
    let is_contained = fence.is_some_and(|fence| !fence.at_margin);
    if lines.len() > 1 && (in_quote || is_contained) {
        return Some(format!(
            "only the first of {} lines would stay in this quote or list; \
             move it to the left margin",
            lines.len()
        ));
    }
    let is_rust = fence.is_some_and(|fence| fence.language() == "rust");
    let is_hidden = |text: &str| {
        let text = text.trim_start();
        text == "#" || text.starts_with("# ")
    };
    let (number, _) =
        lines.iter().find(|(_, text)| is_rust && is_hidden(text))?;
    Some(format!(
        "mdBook hides line {number} of {path}, since it starts with `# `; \
         write that line otherwise"
    ))
}
