//! `ANCHOR: name` … `ANCHOR_END: name`, read as mdBook reads them.

/// A line that starts or ends an excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// `ANCHOR: name`
    Start(&'a str),
    /// `ANCHOR_END: name`
    End(&'a str),
}

/// Is this line a mark? Wherever in the line it stands, mdBook takes it for
/// one and leaves the line out.
#[must_use]
pub fn mark(line: &str) -> Option<Mark<'_>> {
    name_after(line, "ANCHOR_END:")
        .map(Mark::End)
        .or_else(|| name_after(line, "ANCHOR:").map(Mark::Start))
}

/// Every mark of a file, with its line counted from 1.
pub fn marks(text: &str) -> impl Iterator<Item = (usize, Mark<'_>)> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| Some((index + 1, mark(line)?)))
}

/// The lines that `{{#include file:name}}` shows, with their numbers: from
/// the first start of that name to its end, or to the end of the file; other
/// anchors' marks are left out. `None` if nothing starts so.
#[must_use]
pub fn excerpt<'a>(text: &'a str, name: &str) -> Option<Vec<(usize, &'a str)>> {
    let mut lines = text.lines().zip(1..);
    lines.find(|(line, _)| mark(line) == Some(Mark::Start(name)))?;
    let shown = lines
        .take_while(|(line, _)| mark(line) != Some(Mark::End(name)))
        .filter(|(line, _)| mark(line).is_none())
        .map(|(line, number)| (number, line));
    Some(shown.collect())
}

fn name_after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let rest = line.split_once(word)?.1.trim_start();
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}
