//! Times, beside the lifelines and in the waits.

use std::time::Duration;

use wiretap::Direction;

use super::arrow::{Arrow, Kind};
use super::canvas::{Canvas, WIDTH, width_of};
use super::clock::Clock;

use super::lifeline::{AWAY, Sides};
use super::place::Slab;
use super::relax::Item;
use super::timeline::{Ends, Timeline};

/// A time beside a lifeline.
pub(super) struct Stamp {
    row: usize,
    left: bool,
    text: String,
}

/// The times of all ends, each once a side.
pub(super) fn stamps(
    arrows: &[Arrow],
    ends: &[Ends],
    timeline: &Timeline,
    clock: Clock,
) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut stamp = |row: usize, left: bool| {
        let text = clock.at(timeline.time(row));
        if !stamps.iter().any(|s| s.left == left && s.text == text) {
            stamps.push(Stamp { row, left, text });
        }
    };
    for (arrow, ends) in arrows.iter().zip(ends) {
        if arrow.kind == Kind::More {
            continue;
        }
        let from_left = arrow.direction == Direction::ToServer;
        stamp(ends.sent, from_left);
        // A flat arrow has one time.
        if let Some(row) = ends.received.filter(|row| *row != ends.sent) {
            stamp(row, !from_left);
        }
    }
    stamps
}

impl Stamp {
    pub(super) fn width(&self) -> f64 {
        width_of(&self.text)
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        timeline: &Timeline,
        sides: Sides,
    ) {
        let (class, x) = match self.left {
            true => ("time end", sides.left - AWAY),
            false => ("time", sides.right + AWAY),
        };
        canvas.text(class, (x, timeline.y(self.row) + 4.5), &self.text);
    }

    pub(super) fn item(&self, timeline: &Timeline, sides: Sides) -> Item {
        let (width, y) = (self.width(), timeline.y(self.row));
        let x = match self.left {
            true => sides.left - AWAY - width / 2.0,
            false => sides.right + AWAY + width / 2.0,
        };
        Item {
            slab: Slab::along((x, y), 0.0, width, (8.0, 8.0)),
            below: 0.0,
            rows: (self.row, self.row),
            share: (0.0, 0.0),
            arrow: None,
            is_line: false,
        }
    }
}

/// A wait that was broken off while nothing was on its way.
pub(super) struct Wait {
    pub(super) before: usize,
    pub(super) text: String,
}

impl Wait {
    pub(super) fn new(before: usize, wait: Duration, clock: Clock) -> Wait {
        Wait { before, text: format!("{} later", clock.long(wait)) }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, timeline: &Timeline) {
        let at = (WIDTH / 2.0, timeline.above(self.before) + 4.5);
        canvas.text("quiet center", at, &self.text);
    }

    pub(super) fn item(&self, timeline: &Timeline) -> Item {
        let y = timeline.above(self.before);
        let (middle, width) = ((WIDTH / 2.0, y), width_of(&self.text));
        Item {
            slab: Slab::along(middle, 0.0, width, (13.0, 11.0)),
            below: 0.0,
            rows: (self.before - 1, self.before),
            share: (0.5, 0.0),
            arrow: None,
            is_line: false,
        }
    }
}
