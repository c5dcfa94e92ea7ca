//! Where everything in a sequence diagram stands, so that no text collides.

use super::canvas::Canvas;
use super::crossing::{crosses, free};
use super::flight::Flight;
use super::lifeline::{HEAD, Sides, actors, broken, lifelines};
use super::relax::relax;
use super::sequence::Sequence;
use super::stamp::{Stamp, Wait, stamps};
use super::timeline::{Ends, Timeline};

/// A laid-out diagram.
pub(super) struct Layout {
    sides: Sides,
    timeline: Timeline,
    flights: Vec<Flight>,
    stamps: Vec<Stamp>,
    waits: Vec<Wait>,
}

impl Layout {
    pub(super) fn of(sequence: &Sequence) -> Layout {
        let arrows = sequence.shown();
        let clock = sequence.clock();
        let (mut timeline, ends) = Timeline::of(&arrows, HEAD + 30.0);
        let stamps = stamps(&arrows, &ends, &timeline, clock);
        let sides =
            Sides::beside(stamps.iter().map(Stamp::width).fold(0.0, f64::max));
        let waits: Vec<_> = timeline
            .breaks()
            .filter(|(row, _)| is_idle(&ends, *row))
            .map(|(row, wait)| Wait::new(row, wait, clock))
            .collect();
        let free = free(&arrows, &ends, &timeline);
        let flights: Vec<_> = (0..arrows.len())
            .map(|at| {
                let arrow = arrows[at].clone();
                Flight::new(arrow, ends[at], sides, free[at])
            })
            .collect();
        let items = |timeline: &Timeline| {
            let flights = flights.iter().enumerate();
            flights
                .flat_map(|(index, flight)| flight.items(timeline, index))
                .chain(stamps.iter().map(|stamp| stamp.item(timeline, sides)))
                .chain(waits.iter().map(|wait| wait.item(timeline)))
                .collect()
        };
        relax(&mut timeline, items, |one, other| {
            crosses(&arrows[one], &arrows[other])
        });
        Layout { sides, timeline, flights, stamps, waits }
    }

    pub(super) fn draw(&self, sequence: &Sequence) -> (f64, String) {
        let (timeline, sides) = (&self.timeline, self.sides);
        let mut canvas = Canvas::default();
        let flights = self.flights.iter();
        let bottom = flights
            .flat_map(|flight| flight.items(timeline, 0))
            .map(|item| item.slab.bottom())
            .fold(HEAD + 20.0, f64::max)
            + 16.0;
        lifelines(&mut canvas, sequence, sides, bottom);
        for (row, _) in timeline.breaks() {
            broken(&mut canvas, sides, timeline.above(row));
        }
        for flight in &self.flights {
            flight.draw_line(&mut canvas, timeline);
        }
        for flight in &self.flights {
            flight.draw_text(&mut canvas, timeline);
        }
        for stamp in &self.stamps {
            stamp.draw(&mut canvas, timeline, sides);
        }
        for wait in &self.waits {
            wait.draw(&mut canvas, timeline);
        }
        actors(&mut canvas, sequence, sides);
        (bottom, canvas.finish())
    }
}

/// Whether nothing is on its way in the wait above `row`.
fn is_idle(ends: &[Ends], row: usize) -> bool {
    let flying = |&Ends { sent, received }: &Ends| {
        sent < row && received.is_some_and(|end| end >= row)
    };
    !ends.iter().any(flying)
}
