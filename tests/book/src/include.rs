//! `{{#include path:anchor}}`, found and resolved as mdBook does it.

use crate::anchor;
use crate::tree::Tree;
use std::ops::Range;

/// One `{{#…}}` on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// `include`, `title`, …; empty where mdBook would not understand it.
    pub name: String,
    /// What follows the name.
    pub argument: String,
}

/// Which part of a file an include shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// No colon: everything.
    Whole,
    /// `:name`
    Anchor(String),
    /// `:3:7`
    Lines,
}

/// Every directive of one line. `\{{#…}}` is escaped, and none.
#[must_use]
pub fn directives(line: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = line[at..].find("{{") {
        let start = at + offset;
        let inner = &line[start + 2..];
        at = start + 2;
        let Some(inner) = inner.trim_start().strip_prefix('#') else {
            continue;
        };
        if line[..start].ends_with('\\') {
            at = line.rfind("}}").map_or(at, |end| end.max(at));
            continue;
        }
        let close = line[start..].find("}}").map(|end| start + end + 2);
        let end = close.unwrap_or(line.len());
        let inner = &inner[..inner.find('}').unwrap_or(inner.len())];
        let (name, argument) =
            inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let whole = close.is_some() && !argument.trim().is_empty();
        found.push(Directive {
            range: start..end,
            name: if whole { name.to_string() } else { String::new() },
            argument: argument.trim().to_string(),
        });
        at = end;
    }
    found
}

/// Splits an include's argument into path and part.
#[must_use]
pub fn target(argument: &str) -> (&str, Part) {
    let argument = argument.split_whitespace().next().unwrap_or("");
    let Some((path, part)) = argument.split_once(':') else {
        return (argument, Part::Whole);
    };
    let first = part.split(':').next().unwrap_or("");
    if first.is_empty() || first.parse::<usize>().is_ok() {
        (path, Part::Lines)
    } else {
        (path, Part::Anchor(first.to_string()))
    }
}

/// The path from the root that `path`, written in the file `from`, means.
/// `None` if it is absolute or leads out of the repository.
#[must_use]
pub fn resolve(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What an include shows: the file's path, and its lines with their numbers.
/// `None` if mdBook would show nothing.
#[must_use]
pub fn shown<'a>(
    tree: &'a Tree,
    page: &str,
    directive: &Directive,
) -> Option<(String, Vec<(usize, &'a str)>)> {
    if directive.name != "include" {
        return None;
    }
    let (path, part) = target(&directive.argument);
    let path = resolve(page, path)?;
    let text = tree.text(&path)?;
    let lines = match part {
        Part::Whole => (1..).zip(text.lines()).collect(),
        Part::Anchor(name) => anchor::excerpt(text, &name)?,
        Part::Lines => return None,
    };
    Some((path, lines))
}
