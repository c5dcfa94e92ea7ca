//! Code and output in a fence are included, never typed.

use crate::fence::Fence;
use crate::include;
use crate::page::{self, Line, Page};
use crate::{Finding, Tree};

/// A fragment under discussion has at most so many lines.
const FRAGMENT: usize = 6;

/// Other names for `rust`, `console` and `text`.
const ALIASES: &[(&str, &str)] = &[
    ("", "text"),
    ("rs", "rust"),
    ("txt", "text"),
    ("plain", "text"),
    ("plaintext", "text"),
    ("output", "text"),
    ("terminal", "console"),
    ("shell-session", "console"),
    ("shell", "sh"),
];

/// What a line of a `sh` fence may begin with.
const PROGRAMS: &[&str] = &[
    "#",
    "apt",
    "apt-get",
    "brew",
    "cargo",
    "cat",
    "cd",
    "curl",
    "dumpcap",
    "echo",
    "export",
    "git",
    "head",
    "kill",
    "ls",
    "lsof",
    "mdbook",
    "nc",
    "ncat",
    "netstat",
    "node",
    "npm",
    "npx",
    "printf",
    "python3",
    "rustup",
    "seq",
    "ss",
    "sudo",
    "tail",
    "target/kosoku/bin/pip",
    "tcpdump",
    "telnet",
    "time",
    "tshark",
    "ulimit",
    "winget",
    "wireshark",
    "xxd",
];

/// Reads every fence of every page.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in page::written(tree) {
        for fence in &page.fences {
            let faults = fault(tree, &page, fence);
            findings.extend(
                faults.map(|(line, m)| Finding::at(&page.path, line, m)),
            );
        }
    }
    findings
}

/// The first thing wrong with a fence, and its line.
fn fault(tree: &Tree, page: &Page, fence: &Fence) -> Option<(usize, String)> {
    let here = |message: &str| Some((fence.number, message.to_string()));
    let language = fence.language();
    let lines = page.inside(fence);
    if !fence.closed {
        return here("this fence is never closed, or falls out of its quote");
    }
    if let Some((_, name)) = ALIASES.iter().find(|(a, _)| *a == language) {
        return here(&format!("say what this is: ```{name}"));
    }
    if fence.has_class("fragment") {
        return if language != "rust" && language != "text" {
            here("only ```rust,fragment and ```text,fragment may be typed")
        } else if lines.len() > FRAGMENT {
            here(&format!(
                "a fragment has at most {FRAGMENT} lines, this has {}; \
                 include it from a file that a test runs",
                lines.len()
            ))
        } else {
            None
        };
    }
    let is_empty = lines.iter().all(|line| line.text.trim().is_empty());
    match language {
        "rust" | "text" | "console" if is_empty => {
            here("this fence is empty; include something, or delete it")
        }
        "rust" | "text" => typed(lines),
        "console" => typed(lines).or_else(|| prompt(tree, page, lines)),
        "sh" | "bash" => output(lines),
        _ => None,
    }
}

/// The first line that is no include.
fn typed(lines: &[Line]) -> Option<(usize, String)> {
    let line = lines.iter().find(|line| !is_included(&line.text))?;
    Some((
        line.number,
        "typed by hand; include it from code that a test runs or from a \
         snapshot, or mark up to six lines of code as ```rust,fragment"
            .to_string(),
    ))
}

fn is_included(line: &str) -> bool {
    let mut rest = line.to_string();
    for directive in include::directives(line).into_iter().rev() {
        rest.replace_range(directive.range, "");
    }
    rest.trim_start_matches('>').trim().is_empty()
}

/// A session begins with what was typed at the prompt.
fn prompt(tree: &Tree, page: &Page, lines: &[Line]) -> Option<(usize, String)> {
    let (number, directive) = lines.iter().find_map(|line| {
        let directives = include::directives(&line.text);
        Some((line.number, directives.into_iter().next()?))
    })?;
    let (path, shown) = include::shown(tree, &page.path, &directive)?;
    let first = shown.iter().find(|(_, text)| !text.trim().is_empty())?;
    (!first.1.starts_with("$ ")).then(|| {
        let message = format!(
            "a console begins with its `$ command`, but {path} shows `{}` \
             first; include the command too, or say ```text",
            first.1.trim()
        );
        (number, message)
    })
}

/// The first line of a `sh` fence that is no command.
fn output(lines: &[Line]) -> Option<(usize, String)> {
    let mut continues = false;
    for line in lines {
        let text = line.text.trim();
        let program = text
            .split_whitespace()
            .find(|word| !word.contains('='))
            .unwrap_or("#");
        let is_command = continues
            || text.starts_with('#')
            || PROGRAMS.contains(&program)
            || is_included(text);
        if !is_command {
            return Some((
                line.number,
                "no command that this book knows: output is included in a \
                 ```console; a new program goes into tests/book's list"
                    .to_string(),
            ));
        }
        continues = text.ends_with(['\\', '|', '&']);
    }
    None
}
