//! Every `cargo run …` on a page is run by a test.

use crate::page::{self, Page, Place};
use crate::prose::Prose;
use crate::{Finding, Tree, pinned};
use std::collections::BTreeSet;

/// Commands that something else than a snapshot proves: `command  # who`.
const ELSEWHERE: &str = "tests/book/commands-run-elsewhere.txt";

/// What stands for something that the reader fills in.
const PLACEHOLDERS: &[&str] =
    &["ADDRESS", "BYTES", "FILE", "N", "NAME", "NN", "PORT"];

/// A command begins so.
const RUN: &str = "cargo run";

/// Compares the commands on the pages and in the README with those that the
/// pinned outputs begin with, and with the list of those run elsewhere.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let pinned: BTreeSet<&str> = pinned::outputs(tree)
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.trim().strip_prefix("$ "))
        .collect();
    let elsewhere = elsewhere(tree);
    let mut on_pages = BTreeSet::new();
    let mut findings = Vec::new();
    let mut pages = page::expanded(tree);
    pages.push(Page::written(tree, "README.md"));
    for page in &pages {
        for (line, command) in commands(page) {
            let is_run = pinned.contains(command.as_str())
                || elsewhere.iter().any(|entry| entry.command == command);
            if !is_run {
                findings.push(Finding::at(
                    &page.path,
                    line,
                    format!(
                        "no test runs `{command}`; pin its output, or say in \
                         {ELSEWHERE} who runs it"
                    ),
                ));
            }
            on_pages.insert(command);
        }
    }
    for entry in elsewhere {
        let fault = entry.fault(tree, on_pages.contains(entry.command));
        findings.extend(fault.map(|m| Finding::at(ELSEWHERE, entry.line, m)));
    }
    findings
}

struct Entry<'a> {
    line: usize,
    command: &'a str,
    who: &'a str,
}

/// The list's entries; blank lines and lines of comment are none.
fn elsewhere(tree: &Tree) -> Vec<Entry<'_>> {
    let text = tree.text(ELSEWHERE).unwrap_or("");
    (1..)
        .zip(text.lines().map(str::trim))
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(line, text)| {
            let (command, who) = text.split_once(" # ").unwrap_or((text, ""));
            Entry { line, command: command.trim(), who: who.trim() }
        })
        .collect()
}

impl Entry<'_> {
    fn fault(&self, tree: &Tree, is_on_a_page: bool) -> Option<String> {
        let Entry { command, who, .. } = self;
        let Some(text) = tree.text(who) else {
            return Some(format!(
                "`{who}` is no file; write `{command}  # path/of/who/runs/it`"
            ));
        };
        if !is_on_a_page {
            Some(format!("no page shows `{command}`; delete this line"))
        } else if !runs(text, command) {
            Some(format!("{who} does not hold the text `{command}`"))
        } else {
            None
        }
    }
}

/// The command stands there, and no longer one that begins with it.
fn runs(text: &str, command: &str) -> bool {
    text.match_indices(command).any(|(offset, _)| {
        let rest = &text[offset + command.len()..];
        let rest = rest.trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['\n', '\r', '`', '"', '#', ')'])
    })
}

/// The commands of a page: in code spans, and in fences after the prompt.
fn commands(page: &Page) -> Vec<(usize, String)> {
    let prose = Prose::of(page);
    let spans = prose.spans.iter().map(|s| (s.line, s.text.clone()));
    let mut commands: Vec<(usize, String)> = spans
        .chain(in_html(&prose))
        .map(|(line, text)| {
            let text = text.strip_prefix("$ ").unwrap_or(&text);
            (line, text.to_string())
        })
        .filter(|(_, text)| is_run(text) && !has_placeholder(text))
        .collect();
    let mut begun: Option<(usize, String)> = None;
    for line in page.lines.iter().filter(|line| line.place == Place::Code) {
        let text = line.text.trim_start_matches('>').trim();
        let text = text.strip_prefix("$ ").unwrap_or(text);
        let (number, text) = match begun.take() {
            Some((number, start)) => (number, format!("{start} {text}")),
            None => (line.number, text.to_string()),
        };
        if !is_run(&text) {
            continue;
        }
        let text = text.split("  #").next().unwrap_or("").trim();
        match text.strip_suffix('\\') {
            Some(start) => begun = Some((number, start.trim().to_string())),
            None => commands.push((number, text.to_string())),
        }
    }
    commands
}

/// `<code>…</code>`, as in the caption of a picture.
fn in_html(prose: &Prose) -> impl Iterator<Item = (usize, String)> {
    const CODE: &str = "<code>";
    prose.text.match_indices(CODE).filter_map(|(offset, _)| {
        let rest = &prose.text[offset + CODE.len()..];
        let words: Vec<&str> =
            rest.split("</code>").next()?.split_whitespace().collect();
        let text = words.join(" ").replace("&lt;", "<").replace("&gt;", ">");
        Some((prose.line(offset), text.replace("&amp;", "&")))
    })
}

fn is_run(text: &str) -> bool {
    text == RUN || text.starts_with("cargo run ")
}

fn has_placeholder(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.contains(['…', '<'])
        || text.split(|c| !is_word(c)).any(|word| PLACEHOLDERS.contains(&word))
}
