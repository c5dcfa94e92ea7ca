//! A page's prose as one text, code cut out, so that a link may break over
//! two lines; and the code spans that were cut.

use crate::fence::without_quotes;
use crate::page::{Page, Place};

/// The prose of a page.
#[derive(Debug, Clone)]
pub struct Prose {
    /// Fences, comments and code spans are blanks here.
    pub text: String,
    /// What stood between backticks, white space made single.
    pub spans: Vec<Span>,
    /// The offset at which each line begins, and its number.
    lines: Vec<(usize, usize)>,
}

/// `inline code`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The page's line where it begins.
    pub line: usize,
    /// Its text.
    pub text: String,
}

impl Prose {
    /// The prose of that page.
    #[must_use]
    pub fn of(page: &Page) -> Prose {
        let mut prose =
            Prose { text: String::new(), spans: Vec::new(), lines: Vec::new() };
        for line in &page.lines {
            prose.lines.push((prose.text.len(), line.number));
            if line.place == Place::Prose {
                let inner = without_quotes(&line.text);
                let before = line.text.len() - inner.len();
                prose.text.push_str(&" ".repeat(before));
                prose.text.push_str(inner);
            }
            prose.text.push('\n');
        }
        prose.cut_code();
        prose
    }

    /// The page's line of an offset in the text.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        self.lines[..after].last().map_or(1, |(_, number)| *number)
    }

    fn cut_code(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut at = 0;
        while let Some(offset) = text[at..].find(['`', '<', '\\']) {
            let start = at + offset;
            self.text.push_str(&text[at..start]);
            let rest = &text[start..];
            let length = if let Some(escaped) = rest.strip_prefix('\\') {
                1 + escaped.chars().next().map_or(0, char::len_utf8)
            } else if rest.starts_with("<!--") {
                rest.find("-->").map_or(rest.len(), |end| end + 3)
            } else if rest.starts_with('<') {
                self.text.push('<');
                at = start + 1;
                continue;
            } else {
                self.span(start, rest)
            };
            self.text.extend(rest[..length].bytes().map(blank));
            at = start + length;
        }
        self.text.push_str(&text[at..]);
    }

    /// The length of the code span that `rest` begins with, which is noted;
    /// or of the backticks alone, where none of that length close them.
    fn span(&mut self, start: usize, rest: &str) -> usize {
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let paragraph = &rest[..end_of_paragraph(rest)];
        let mut at = ticks;
        while let Some(offset) = paragraph[at..].find('`') {
            let close = at + offset;
            let after = paragraph[close..].trim_start_matches('`');
            at = paragraph.len() - after.len();
            if at - close == ticks {
                let inner = &paragraph[ticks..close];
                let words: Vec<&str> = inner.split_whitespace().collect();
                let line = self.line(start);
                self.spans.push(Span { line, text: words.join(" ") });
                return at;
            }
        }
        ticks
    }
}

fn end_of_paragraph(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

/// A blank for each byte, so that offsets stay.
fn blank(byte: u8) -> char {
    if byte == b'\n' { '\n' } else { ' ' }
}
