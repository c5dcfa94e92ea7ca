//! An arrow with its place between the lifelines.

use wiretap::Direction;

use super::arrow::Arrow;
use super::canvas::Canvas;
use super::crossing::LOST;
use super::head::stroke;
use super::label::Label;
use super::lifeline::Sides;
use super::place::Slab;
use super::relax::Item;
use super::timeline::{Ends, Timeline};

/// What a text takes above its line, and below.
const OVER: (f64, f64) = (21.0, -3.0);
const UNDER: (f64, f64) = (-3.0, 21.0);

/// An arrow, its rows and its text.
pub(super) struct Flight {
    pub(super) arrow: Arrow,
    pub(super) ends: Ends,
    sides: Sides,
    label: Label,
    /// Where the text's middle is: 0 at the sender, 1 at the receiver.
    at: f64,
}

impl Flight {
    /// `free`: the part of its way on which nothing crosses it, from 0 at
    /// its sender to 1 at its receiver.
    pub(super) fn new(
        arrow: Arrow,
        ends: Ends,
        sides: Sides,
        free: (f64, f64),
    ) -> Flight {
        let room = (free.1 - free.0) * sides.span() - 20.0;
        let label = Label::of(&arrow, room);
        let at = (free.0 + free.1) / 2.0;
        Flight { arrow, ends, sides, label, at }
    }

    pub(super) fn draw_line(&self, canvas: &mut Canvas, timeline: &Timeline) {
        let (from, to) = self.line(timeline);
        stroke(canvas, &self.arrow, from, to);
    }

    pub(super) fn draw_text(&self, canvas: &mut Canvas, timeline: &Timeline) {
        let ((x, y), slope) = self.middle(timeline);
        let (sin, cos) = slope.atan().sin_cos();
        let mut write = |away: f64, markup: &str| {
            let at = (x + away * sin, y - away * cos);
            let angle = slope.atan().to_degrees();
            canvas.markup(self.class(), at, angle, markup);
        };
        write(7.0, &self.label.over);
        if !self.label.under.is_empty() {
            write(-16.5, &self.label.under);
        }
    }

    /// What needs room: the text over the line, the one under it, the line.
    pub(super) fn items(&self, timeline: &Timeline, index: usize) -> Vec<Item> {
        let (from, to) = self.line(timeline);
        let (middle, slope) = self.middle(timeline);
        let center = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let received = self.ends.received.unwrap_or(self.ends.sent);
        let item = |middle, width, room: (f64, f64), at: f64, is_line| Item {
            slab: Slab::along(middle, slope, width, room),
            below: (room.1 - room.0) / 2.0,
            rows: (self.ends.sent, received),
            share: (at, 1.0 / self.span()),
            arrow: Some(index),
            is_line,
        };
        let width = (to.0 - from.0).hypot(to.1 - from.1) - 10.0;
        let mut items = vec![
            item(middle, self.label.over_width, OVER, self.at, false),
            item(center, width, (1.5, 1.5), 0.5, true),
        ];
        if !self.label.under.is_empty() {
            let width = self.label.under_width;
            items.push(item(middle, width, UNDER, self.at, false));
        }
        items
    }

    fn class(&self) -> &'static str {
        match self.arrow.direction {
            Direction::ToServer => "said client center",
            Direction::ToClient => "said server center",
        }
    }

    /// From the sender's lifeline to the receiver's.
    fn span(&self) -> f64 {
        match self.arrow.direction {
            Direction::ToServer => self.sides.span(),
            Direction::ToClient => -self.sides.span(),
        }
    }

    /// From its sender to where it ends.
    fn line(&self, timeline: &Timeline) -> ((f64, f64), (f64, f64)) {
        let Sides { left, right } = self.sides;
        let (from, to) = match self.arrow.direction {
            Direction::ToServer => (left, right),
            Direction::ToClient => (right, left),
        };
        let y = timeline.y(self.ends.sent);
        match self.ends.received {
            Some(row) => ((from, y), (to, timeline.y(row))),
            None => ((from, y), ((from + to) / 2.0, y + LOST)),
        }
    }

    /// The text's middle on the line, and how the line falls to the right.
    fn middle(&self, timeline: &Timeline) -> ((f64, f64), f64) {
        let (from, to) = self.line(timeline);
        let slope = (to.1 - from.1) / (to.0 - from.0);
        let x = from.0 + self.at * self.span();
        ((x, from.1 + (x - from.0) * slope), slope)
    }
}
