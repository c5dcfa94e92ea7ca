//! Times, beside the lifelines and in the waits.

use std::time::Duration;

use super::arrow::Kind;
use super::canvas::{Canvas, WIDTH, width_of};
use super::clock::Clock;
use super::flight::Flight;
use super::lifeline::{LEFT, RIGHT};
use super::place::Slab;
use super::relax::Item;
use super::timeline::Timeline;
use wiretap::Direction;

/// Between a lifeline and its times.
const AWAY: f64 = 8.0;

/// A time beside a lifeline.
pub(super) struct Stamp {
    row: usize,
    left: bool,
    text: String,
}

/// The times of all ends, each once a side.
pub(super) fn stamps(
    flights: &[Flight],
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
    for Flight { arrow, ends, .. } in flights {
        if arrow.kind == Kind::More {
            continue;
        }
        let from_left = arrow.direction == Direction::ToServer;
        stamp(ends.sent, from_left);
        if let Some(row) = ends.received {
            stamp(row, !from_left);
        }
    }
    stamps
}

impl Stamp {
    pub(super) fn draw(&self, canvas: &mut Canvas, timeline: &Timeline) {
        let (class, x) = match self.left {
            true => ("time end", LEFT - AWAY),
            false => ("time", RIGHT + AWAY),
        };
        canvas.text(class, (x, timeline.y(self.row) + 4.5), &self.text);
    }

    pub(super) fn item(&self, timeline: &Timeline) -> Item {
        let (width, y) = (width_of(&self.text), timeline.y(self.row));
        let x = match self.left {
            true => LEFT - AWAY - width / 2.0,
            false => RIGHT + AWAY + width / 2.0,
        };
        Item {
            slab: Slab::along((x, y), 0.0, width, (8.0, 8.0)),
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
        Wait {
            before,
            text: format!("{} later", clock.long(wait)),
        }
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
            rows: (self.before - 1, self.before),
            share: (0.5, 0.0),
            arrow: None,
            is_line: false,
        }
    }
}
