//! Fenced code, also inside quotes and lists.

use std::ops::Range;

/// One fence of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The page's line of its opening marks.
    pub number: usize,
    /// What follows them: `rust,fragment`.
    pub info: String,
    /// It stands at the left margin, in no quote and no list.
    pub at_margin: bool,
    /// Indices of its inner lines in the page's lines.
    pub inside: Range<usize>,
    /// It has closing marks.
    pub closed: bool,
}

impl Fence {
    /// The first word of the info: `rust`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.words().next().unwrap_or("")
    }

    /// Has it this word after the language?
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        self.words().skip(1).any(|word| word == class)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.info.split(|c: char| c == ',' || c.is_whitespace())
    }
}

/// The opening marks of a fence, while it is open.
pub(crate) struct Opening {
    pub(crate) info: String,
    pub(crate) at_margin: bool,
    character: char,
    length: usize,
    quoted: bool,
}

impl Opening {
    /// Does this line open a fence?
    pub(crate) fn of(line: &str) -> Option<Opening> {
        let rest = without_containers(line);
        let before = &line[..line.len() - rest.len()];
        let character = rest.chars().next().filter(|c| "`~".contains(*c))?;
        let info = rest.trim_start_matches(character);
        let length = rest.len() - info.len();
        if length < 3 || (character == '`' && info.contains('`')) {
            return None;
        }
        Some(Opening {
            info: info.trim().to_string(),
            at_margin: before.is_empty(),
            character,
            length,
            quoted: before.contains('>'),
        })
    }

    /// Does this line close it?
    pub(crate) fn is_closed_by(&self, line: &str) -> bool {
        let rest = if self.quoted { without_quotes(line) } else { line };
        let rest = rest.trim();
        rest.len() >= self.length
            && rest.chars().all(|character| character == self.character)
    }

    /// Is this line outside, because the quote around the fence is over?
    pub(crate) fn is_left_by(&self, line: &str) -> bool {
        self.quoted && !line.trim_start().starts_with('>')
    }
}

/// The line without its quote marks.
pub(crate) fn without_quotes(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace())
}

/// The line without its quote marks and list markers.
pub(crate) fn without_containers(line: &str) -> &str {
    let mut rest = without_quotes(line);
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let marker = if digits.len() < rest.len() {
            digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") "))
        } else {
            ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark))
        };
        match marker {
            Some(inner) => rest = without_quotes(inner),
            None => return rest,
        }
    }
}
