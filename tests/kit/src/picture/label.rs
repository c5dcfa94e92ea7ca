//! What an arrow says, cut to fit.

use super::arrow::{Arrow, Kind};
use super::canvas::{MONO, escape, unbroken, width_of};
use super::visible::{parts, shortened};

/// Between the text and the count of its bytes.
const SPACE: f64 = 8.0;

/// Where less room than this is left, texts are cut over and under the line.
const NARROW: f64 = 150.0;

/// The text of an arrow: markup over its line, perhaps under it too.
pub(super) struct Label {
    pub(super) over: String,
    pub(super) over_width: f64,
    pub(super) under: String,
    pub(super) under_width: f64,
}

impl Label {
    /// The label of `arrow`, at most `room` wide. What it costs stands
    /// beside what it says or, where room is scarce, under the line.
    pub(super) fn of(arrow: &Arrow, room: f64) -> Label {
        let lost = if arrow.received.is_none() { "lost" } else { "" };
        let mut words =
            vec![(arrow.detail.as_str(), "quiet"), (lost, "strong")];
        words.retain(|(word, _)| !word.is_empty());
        let beside: f64 = words.iter().map(|(w, _)| SPACE + width_of(w)).sum();
        let whole = width(arrow, &arrow.label) + beside;
        let under = whole > room && room < NARROW;
        let taken = if under { 0.0 } else { beside };
        let limit = ((room - taken) / MONO).max(4.0) as usize;
        let text = shortened(&arrow.label, limit);
        let over = match arrow.kind {
            Kind::Data | Kind::Beside => said(&text),
            _ => span("strong", 0.0, &text),
        };
        let mut label = Label {
            over,
            over_width: width(arrow, &text),
            under: String::new(),
            under_width: 0.0,
        };
        for (word, class) in words {
            let (markup, width) = match under {
                true => (&mut label.under, &mut label.under_width),
                false => (&mut label.over, &mut label.over_width),
            };
            let space = if markup.is_empty() { 0.0 } else { SPACE };
            markup.push_str(&span(class, space, word));
            *width += space + width_of(word);
        }
        label
    }
}

/// How wide what an arrow says is.
fn width(arrow: &Arrow, text: &str) -> f64 {
    match arrow.kind {
        Kind::Data | Kind::Beside => text.chars().count() as f64 * MONO,
        _ => width_of(text) * 1.08,
    }
}

/// What was said, in type of one width; what cannot be seen is drawn lighter.
fn said(text: &str) -> String {
    let class = |unseen| if unseen { "mono quiet" } else { "mono" };
    let spans = parts(text).into_iter();
    spans.map(|(part, unseen)| span(class(unseen), 0.0, part)).collect()
}

fn span(class: &str, space: f64, text: &str) -> String {
    let text = escape(&unbroken(text));
    match space {
        0.0 => format!(r#"<tspan class="{class}">{text}</tspan>"#),
        _ => format!(r#"<tspan class="{class}" dx="{space}">{text}</tspan>"#),
    }
}
