//! Headings and their ids, made as mdBook 0.5 makes them.

use crate::page::{Page, Place};
use crate::prose::Prose;

/// One heading of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its line in the page's file.
    pub number: usize,
    /// Its index in the page's lines.
    pub index: usize,
    /// 1 to 6.
    pub level: usize,
    /// As it is written, without `{#id}`.
    pub text: String,
    /// What a link writes after `#`.
    pub id: String,
}

/// The headings of a page, in order.
#[must_use]
pub fn headings(page: &Page) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut used: Vec<String> = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        let rest = line.text.trim_start_matches('#');
        let level = line.text.len() - rest.len();
        let is_heading = (1..=6).contains(&level)
            && (rest.is_empty() || rest.starts_with(' '));
        if line.place != Place::Prose || !is_heading {
            continue;
        }
        let rest = rest.trim().trim_end_matches('#').trim_end();
        let (text, explicit) = split_id(rest);
        let id = explicit.map_or_else(
            || unique(&id_from(&plain(text)), &mut used),
            str::to_string,
        );
        let text = text.to_string();
        headings.push(Heading { number: line.number, index, level, text, id });
    }
    headings
}

/// The page's line and value of every `id="…"` written in HTML.
#[must_use]
pub fn html_ids(prose: &Prose) -> Vec<(usize, &str)> {
    attributes(prose, "id")
}

/// The page's line and value of every such HTML attribute.
#[must_use]
pub fn attributes<'a>(prose: &'a Prose, name: &str) -> Vec<(usize, &'a str)> {
    let start = format!("{name}=\"");
    let mut found = Vec::new();
    for (offset, _) in prose.text.match_indices(&start) {
        let before = prose.text[..offset].chars().next_back();
        let rest = &prose.text[offset + start.len()..];
        let is_whole_name = before.is_none_or(char::is_whitespace);
        if let (true, Some(end)) = (is_whole_name, rest.find('"')) {
            found.push((prose.line(offset), &rest[..end]));
        }
    }
    found
}

/// `Text {#id}` is the text and the id.
fn split_id(text: &str) -> (&str, Option<&str>) {
    let split = || {
        let (text, attributes) = text.strip_suffix('}')?.rsplit_once('{')?;
        let mut words = attributes.split_whitespace();
        Some((text.trim_end(), words.find_map(|w| w.strip_prefix('#'))))
    };
    split().unwrap_or((text, None))
}

/// mdBook's `id_from_content`.
#[must_use]
pub fn id_from(text: &str) -> String {
    let keep = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    text.trim().to_lowercase().chars().filter_map(keep).collect()
}

/// A second heading of the same text is `text-1`, and so on.
fn unique(id: &str, used: &mut Vec<String>) -> String {
    let is_free = |id: &String| !used.contains(id);
    let mut candidates = std::iter::once(id.to_string())
        .chain((1..).map(|count| format!("{id}-{count}")));
    let id = candidates.find(is_free).unwrap_or_default();
    used.push(id.clone());
    id
}

/// The heading's text without markdown and HTML: what mdBook makes its id
/// from. Characters that the id drops anyway may stay.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            plain.push_str(part); // code: as it is
        } else {
            let part = between(&without_targets(part), '<', '>');
            let part = between(&part, '&', ';');
            plain.push_str(&without_dashes(&without_underscores(&part)));
        }
    }
    plain
}

/// `[text](target)` is `text`; the brackets stay, since no id has them.
fn without_targets(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// The text between tags, or between entities.
fn between(text: &str, open: char, close: char) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once(open) {
        let Some((inner, after)) = inner.split_once(close) else { break };
        plain.push_str(before);
        rest = after;
        if open == '&' && inner.contains(char::is_whitespace) {
            plain.push_str(inner); // an ampersand, and a sign later on
        }
    }
    plain + rest
}

/// An underscore at the edge of a word is emphasis.
fn without_underscores(text: &str) -> String {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('_') {
        plain.push_str(before);
        let last = plain.chars().next_back();
        if is_letter(last) && is_letter(after.chars().next()) {
            plain.push('_');
        }
        rest = after;
    }
    plain + rest
}

/// mdBook turns `--` into a dash, and its ids have no dashes but `-`.
fn without_dashes(text: &str) -> String {
    text.replace("---", "").replace("--", "")
}
