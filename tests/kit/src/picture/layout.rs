//! Where everything in a sequence diagram stands, so that no text collides.

use super::arrow::Arrow;
use super::canvas::Canvas;
use super::flight::Flight;
use super::lifeline::{HEAD, actors, broken, lifelines};
use super::relax::relax;
use super::sequence::Sequence;
use super::stamp::{Stamp, Wait, stamps};
use super::timeline::{Ends, Timeline};

/// A laid-out diagram.
pub(super) struct Layout {
    timeline: Timeline,
    flights: Vec<Flight>,
    stamps: Vec<Stamp>,
    waits: Vec<Wait>,
}

impl Layout {
    pub(super) fn of(sequence: &Sequence) -> Layout {
        let arrows = sequence.shown();
        let clock = sequence.clock();
        let crosses = |one: usize, other: usize| {
            Flight::crosses(&arrows[one], &arrows[other])
        };
        let (mut timeline, ends) = Timeline::of(&arrows, HEAD + 30.0);
        let crossed = crossed(&arrows);
        let flights: Vec<_> = ends
            .into_iter()
            .enumerate()
            .map(|(one, ends)| {
                Flight::new(arrows[one].clone(), ends, crossed[one])
            })
            .collect();
        let stamps = stamps(&flights, &timeline, clock);
        let waits: Vec<_> = timeline
            .breaks()
            .filter(|(row, _)| is_idle(&flights, *row))
            .map(|(row, wait)| Wait::new(row, wait, clock))
            .collect();
        let items = |timeline: &Timeline| {
            let flights = flights.iter().enumerate();
            flights
                .flat_map(|(index, flight)| flight.items(timeline, index))
                .chain(stamps.iter().map(|stamp| stamp.item(timeline)))
                .chain(waits.iter().map(|wait| wait.item(timeline)))
                .collect()
        };
        relax(&mut timeline, items, crosses);
        Layout {
            timeline,
            flights,
            stamps,
            waits,
        }
    }

    pub(super) fn draw(&self, sequence: &Sequence) -> (f64, String) {
        let timeline = &self.timeline;
        let mut canvas = Canvas::default();
        let flights = self.flights.iter();
        let bottom = flights
            .flat_map(|flight| flight.items(timeline, 0))
            .map(|item| item.slab.bottom())
            .fold(HEAD + 20.0, f64::max)
            + 16.0;
        lifelines(&mut canvas, sequence, bottom);
        for (row, _) in timeline.breaks() {
            broken(&mut canvas, timeline.above(row));
        }
        for flight in &self.flights {
            flight.draw_line(&mut canvas, timeline);
        }
        for flight in &self.flights {
            flight.draw_text(&mut canvas, timeline);
        }
        for stamp in &self.stamps {
            stamp.draw(&mut canvas, timeline);
        }
        for wait in &self.waits {
            wait.draw(&mut canvas, timeline);
        }
        actors(&mut canvas, sequence);
        (bottom, canvas.finish())
    }
}

/// Which arrows meet one of the other direction, or fly beside one that does:
/// parallels keep their texts in the same place.
fn crossed(arrows: &[Arrow]) -> Vec<bool> {
    let meets_any = |one| arrows.iter().any(|two| Flight::crosses(one, two));
    let mut crossed: Vec<_> = arrows.iter().map(meets_any).collect();
    for _ in 0..arrows.len() {
        for one in 0..arrows.len() {
            crossed[one] |= (0..arrows.len()).any(|two| {
                crossed[two] && Flight::beside(&arrows[one], &arrows[two])
            });
        }
    }
    crossed
}

/// Whether nothing is on its way in the wait above `row`.
fn is_idle(flights: &[Flight], row: usize) -> bool {
    let flying = |Ends { sent, received }: Ends| {
        sent < row && received.is_some_and(|end| end >= row)
    };
    !flights.iter().any(|flight| flying(flight.ends))
}
