//! A page of the book, line by line: what is prose, what is code.

use crate::fence::{Fence, Opening};
use crate::include;
use crate::tree::Tree;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Text, headings, HTML.
    Prose,
    /// An HTML comment of several lines.
    Comment,
    /// A fence's opening or closing marks.
    Marks,
    /// Inside a fence.
    Code,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1, in the page's file.
    pub number: usize,
    /// The line itself.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A page: its lines and its fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The page's file, below the repository's root.
    pub path: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its fences, in order.
    pub fences: Vec<Fence>,
}

/// The paths of all pages, the table of contents left aside.
pub fn paths(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.below("book/src/")
        .map(|(path, _)| path)
        .filter(|path| path.ends_with(".md"))
        .filter(|path| *path != "book/src/SUMMARY.md")
}

/// All pages as they are written.
#[must_use]
pub fn written(tree: &Tree) -> Vec<Page> {
    paths(tree).map(|path| Page::written(tree, path)).collect()
}

/// All pages as mdBook sees them, with their includes in place.
#[must_use]
pub fn expanded(tree: &Tree) -> Vec<Page> {
    paths(tree).map(|path| Page::expanded(tree, path)).collect()
}

impl Page {
    /// The page as it is written. A page that is not there is empty.
    #[must_use]
    pub fn written(tree: &Tree, path: &str) -> Page {
        let lines = tree.text(path).unwrap_or("").lines();
        Page::of(path, lines.map(str::to_string).zip(1..))
    }

    /// The page with its includes in place: every included line has the
    /// number of the line that includes it.
    #[must_use]
    pub fn expanded(tree: &Tree, path: &str) -> Page {
        let mut lines = Vec::new();
        for (line, number) in tree.text(path).unwrap_or("").lines().zip(1..) {
            let text = with_includes(tree, path, line);
            lines.extend(text.split('\n').map(|l| (l.to_string(), number)));
        }
        Page::of(path, lines)
    }

    fn of(
        path: &str,
        lines: impl IntoIterator<Item = (String, usize)>,
    ) -> Page {
        let mut page = Page {
            path: path.to_string(),
            lines: Vec::new(),
            fences: Vec::new(),
        };
        let mut open: Option<Opening> = None;
        let mut in_comment = false;
        for (text, number) in lines {
            if open.as_ref().is_some_and(|fence| fence.is_left_by(&text)) {
                open = None;
            }
            let place = if let Some(fence) = &open {
                if fence.is_closed_by(&text) {
                    open = None;
                    page.end_fence(true);
                    Place::Marks
                } else {
                    Place::Code
                }
            } else if in_comment || text.trim_start().starts_with("<!--") {
                in_comment = !text.contains("-->");
                Place::Comment
            } else if let Some(fence) = Opening::of(&text) {
                page.begin_fence(number, &fence);
                open = Some(fence);
                Place::Marks
            } else {
                Place::Prose
            };
            page.lines.push(Line { number, text, place });
            if place == Place::Code {
                page.end_fence(false);
            }
        }
        page
    }

    fn begin_fence(&mut self, number: usize, opening: &Opening) {
        let first = self.lines.len() + 1;
        self.fences.push(Fence {
            number,
            info: opening.info.clone(),
            at_margin: opening.at_margin,
            inside: first..first,
            closed: false,
        });
    }

    /// The last fence reaches to here.
    fn end_fence(&mut self, closed: bool) {
        if let Some(fence) = self.fences.last_mut() {
            fence.inside.end = self.lines.len();
            fence.closed = closed;
        }
    }

    /// The lines inside a fence.
    #[must_use]
    pub fn inside(&self, fence: &Fence) -> &[Line] {
        self.lines.get(fence.inside.clone()).unwrap_or(&[])
    }

    /// The fence around a line of the page's file, if there is one.
    #[must_use]
    pub fn fence_at(&self, number: usize) -> Option<&Fence> {
        self.fences.iter().find(|fence| {
            self.inside(fence).iter().any(|line| line.number == number)
        })
    }
}

fn with_includes(tree: &Tree, page: &str, line: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    for directive in include::directives(line) {
        text.push_str(&line[at..directive.range.start]);
        if let Some((_, lines)) = include::shown(tree, page, &directive) {
            let lines: Vec<&str> =
                lines.iter().map(|(_, line)| *line).collect();
            text.push_str(&lines.join("\n"));
        }
        at = directive.range.end;
    }
    text.push_str(&line[at..]);
    text
}
