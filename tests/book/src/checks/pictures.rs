//! Every picture can be read aloud, and survives being put into a page.

use crate::include;
use crate::page::{self, Place};
use crate::{Finding, Tree, pinned};

/// Reads every pinned drawing, every SVG of the book, and the lines of the
/// pages that include them.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in drawings(tree) {
        let faults = faults(&numbered(text));
        findings.extend(
            faults.into_iter().map(|(line, m)| Finding::at(path, line, m)),
        );
    }
    for page in page::written(tree) {
        let prose: Vec<(usize, &str)> = page
            .lines
            .iter()
            .filter(|line| line.place == Place::Prose)
            .map(|line| (line.number, line.text.as_str()))
            .collect();
        let own = faults(&prose).into_iter();
        let placed = misplaced(tree, &page.path, &prose).into_iter();
        findings.extend(
            own.chain(placed).map(|(line, m)| Finding::at(&page.path, line, m)),
        );
    }
    findings
}

fn drawings(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let pinned = pinned::outputs(tree).map(|(path, _)| path);
    let pinned: Vec<&str> = pinned.collect();
    pinned::showable(tree).filter(move |(path, text)| {
        path.ends_with(".svg") || pinned.contains(path) && text.contains("<svg")
    })
}

fn numbered(text: &str) -> Vec<(usize, &str)> {
    (1..).zip(text.lines()).collect()
}

/// What is wrong with each `<svg>` in these lines.
fn faults(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut rest = lines;
    while let Some(start) = rest.iter().position(|(_, l)| l.contains("<svg")) {
        let svg = &rest[start..];
        let end = svg
            .iter()
            .position(|(_, line)| line.contains("</svg>"))
            .unwrap_or(svg.len() - 1);
        faults.extend(faults_of_one(&svg[..=end]));
        rest = &svg[end + 1..];
    }
    faults
}

fn faults_of_one(svg: &[(usize, &str)]) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let text: Vec<&str> = svg.iter().map(|(_, line)| *line).collect();
    let text = text.join("\n");
    let tag = text.split_once("<svg").map_or("", |(_, tag)| tag);
    let tag = tag.split('>').next().unwrap_or("");
    let label = tag.split_once("aria-label=\"").map_or("", |(_, l)| l);
    let is_hidden = tag.contains("aria-hidden=\"true\"");
    let is_labelled = tag.contains("aria-labelledby=\"")
        || label.split('"').next().is_some_and(|l| !l.trim().is_empty());
    if !is_labelled && !is_hidden {
        let message = "this picture says nothing aloud: give <svg> an \
                       `aria-label` with its meaning";
        faults.push((svg[0].0, message.to_string()));
    } else if !is_hidden && !tag.contains("role=\"img\"") {
        let message = "give <svg> a `role=\"img\"`, or its label is not read";
        faults.push((svg[0].0, message.to_string()));
    }
    for (number, line) in svg {
        if line.trim().is_empty() {
            let message = "a blank line ends the HTML here; delete it";
            faults.push((*number, message.to_string()));
        }
        if line.contains("<title") {
            let message = "`<title>` pops up under the mouse; say it in \
                           `aria-label`";
            faults.push((*number, message.to_string()));
        }
    }
    faults
}

/// A picture whose include stands alone after a blank line, or in a
/// sentence, is taken for a paragraph.
fn misplaced(
    tree: &Tree,
    page: &str,
    prose: &[(usize, &str)],
) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut above = "";
    for (number, line) in prose {
        for directive in include::directives(line) {
            let Some((_, lines)) = include::shown(tree, page, &directive)
            else {
                continue;
            };
            let first = lines.first().map_or("", |(_, line)| line.trim());
            let is_alone = line.trim() == &line[directive.range.clone()];
            let in_html = is_alone && above.trim_start().starts_with('<');
            if first.starts_with("<svg") && !in_html {
                let message = "put the picture on a line of its own, right \
                               under a line with `<figure>`";
                faults.push((*number, message.to_string()));
            }
        }
        above = line;
    }
    faults
}
