//! Writes SVG, one element a line, and knows how wide a text will be.

use std::fmt::Display;

/// The width of every picture, in units that are pixels on a phone.
pub(super) const WIDTH: f64 = 360.0;
/// How wide one character of the monospaced face is, at 14 units.
pub(super) const MONO: f64 = 8.45;

/// The lines of an SVG's body.
#[derive(Default)]
pub(super) struct Canvas(Vec<String>);

impl Canvas {
    pub(super) fn line(
        &mut self,
        class: &str,
        from: (f64, f64),
        to: (f64, f64),
    ) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let (x1, y1, x2, y2) = (number(x1), number(y1), number(x2), number(y2));
        self.push(format!(
            r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
        ));
    }

    /// A rectangle, from its upper left corner.
    pub(super) fn rect(
        &mut self,
        class: &str,
        at: (f64, f64),
        size: (f64, f64),
    ) {
        let (x, y) = (number(at.0), number(at.1));
        let (width, height) = (number(size.0), number(size.1));
        self.push(format!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="3"/>"#
        ));
    }

    pub(super) fn path(&mut self, class: &str, d: &str) {
        self.push(format!(r#"<path class="{class}" d="{d}"/>"#));
    }

    /// One line of text. The class says `start`, `middle` or `end` too.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), text: &str) {
        self.markup(class, at, 0.0, &escape(&unbroken(text)));
    }

    /// Text that is markup already, turned by `angle` degrees.
    pub(super) fn markup(
        &mut self,
        class: &str,
        (x, y): (f64, f64),
        angle: f64,
        markup: &str,
    ) {
        let (x, y, angle) = (number(x), number(y), number(angle));
        let turn = match angle.as_str() {
            "0" => String::new(),
            _ => format!(r#" transform="rotate({angle} {x} {y})""#),
        };
        self.push(format!(
            r#"<text class="{class}" x="{x}" y="{y}"{turn}>{markup}</text>"#
        ));
    }

    pub(super) fn open(&mut self, class: &str) {
        self.push(format!(r#"<g class="{class}">"#));
    }

    pub(super) fn close(&mut self) {
        self.push("</g>".to_owned());
    }

    pub(super) fn finish(self) -> String {
        self.0.join("\n")
    }

    fn push(&mut self, line: String) {
        self.0.push(line);
    }
}

/// A coordinate: at most one decimal, so that snapshots keep still.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => {
            let sign = if tenths < 0 { "-" } else { "" };
            format!("{sign}{}.{}", (tenths / 10).abs(), rest.abs())
        }
    }
}

/// Text made safe between tags, in attributes, and from mdBook's `{{#…}}`.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// SVG would fold several blanks into one, and drop those at the ends.
pub(super) fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// A generous guess at the width of proportional text at 14 units.
pub(super) fn width_of(text: impl Display) -> f64 {
    let width = |character: char| match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' => 4.4,
        'f' | 't' | 'r' | '(' | ')' | '-' | '·' => 5.6,
        'm' | 'w' | 'M' | 'W' | '…' => 12.6,
        'A'..='Z' => 9.6,
        _ => 8.2,
    };
    text.to_string().chars().map(width).sum()
}
