//! Where each instant stands: time flows down, and waits are shortened.

use std::time::Duration;

use super::arrow::Arrow;

/// What a typical delay is high, in units.
const TYPICAL: f64 = 44.0;
/// What a wait may be high before it is broken off.
const LONGEST: f64 = 100.0;
/// What a broken-off wait is high.
const BROKEN: f64 = 48.0;
/// What keeps two different instants apart.
const SHORTEST: f64 = 14.0;
/// What keeps two things of one instant apart, until texts want more.
const SAME: f64 = 10.0;

/// The rows of a picture: instants, and what lies between them.
#[derive(Clone)]
pub(super) struct Timeline {
    rows: Vec<(Duration, usize)>,
    /// What lies above each row.
    gaps: Vec<f64>,
    /// Where each row stands: the sum of the gaps down to it.
    ys: Vec<f64>,
    /// The rows that come after a wait that was broken off.
    broken: Vec<usize>,
}

/// The rows at which an arrow starts and ends.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) sent: usize,
    pub(super) received: Option<usize>,
}

impl Timeline {
    /// Gives each end of each arrow its row.
    pub(super) fn of(arrows: &[Arrow], top: f64) -> (Timeline, Vec<Ends>) {
        let keys = keys(arrows);
        let mut rows: Vec<_> = keys
            .iter()
            .flat_map(|&(sent, received)| [Some(sent), received])
            .flatten()
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let row = |key| rows.binary_search(&key).unwrap_or_default();
        let ends = keys
            .iter()
            .map(|&(sent, received)| Ends {
                sent: row(sent),
                received: received.map(row),
            })
            .collect();
        let mut timeline = Timeline {
            gaps: vec![top; rows.len()],
            ys: Vec::new(),
            rows,
            broken: Vec::new(),
        };
        timeline.measure(scale(arrows, &timeline.rows));
        let mut y = 0.0;
        timeline.ys.extend(timeline.gaps.iter().map(|gap| {
            y += gap;
            y
        }));
        (timeline, ends)
    }

    pub(super) fn y(&self, row: usize) -> f64 {
        self.ys[row]
    }

    /// The middle of the wait above a row.
    pub(super) fn above(&self, row: usize) -> f64 {
        (self.y(row - 1) + self.y(row)) / 2.0
    }

    pub(super) fn time(&self, row: usize) -> Duration {
        self.rows[row].0
    }

    pub(super) fn last(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    pub(super) fn widen(&mut self, row: usize, by: f64) {
        self.gaps[row] += by;
        self.ys[row..].iter_mut().for_each(|y| *y += by);
    }

    /// The rows before which a wait was broken off, and how long it was.
    pub(super) fn breaks(&self) -> impl Iterator<Item = (usize, Duration)> {
        let wait = |&row: &usize| (row, self.time(row) - self.time(row - 1));
        self.broken.iter().map(wait)
    }

    fn measure(&mut self, scale: f64) {
        for row in 1..self.rows.len() {
            let wait = self.time(row) - self.time(row - 1);
            let height = wait.as_secs_f64() * scale;
            self.gaps[row] = match height {
                _ if wait.is_zero() => SAME,
                _ if height > LONGEST => BROKEN,
                _ => height.max(SHORTEST),
            };
            if height > LONGEST {
                self.broken.push(row);
            }
        }
    }
}

/// Units a second: so that a typical delay has a good slope or, where
/// nothing is delayed, a typical wait a good height.
fn scale(arrows: &[Arrow], rows: &[(Duration, usize)]) -> f64 {
    let delay = |arrow: &Arrow| Some(arrow.received? - arrow.sent);
    let delays = arrows.iter().filter_map(delay).collect();
    let waits = rows.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let typical = usual(delays, 2).or_else(|| usual(waits, 4));
    typical.map_or(0.0, |time| TYPICAL / time.as_secs_f64())
}

/// A time that all but one of `parts` parts are shorter than: of delays the
/// median, of waits a longer one, so that few of them need breaking off.
fn usual(mut times: Vec<Duration>, parts: usize) -> Option<Duration> {
    times.retain(|time| !time.is_zero());
    times.sort_unstable();
    let last = times.len().checked_sub(1)?;
    Some(times[(times.len() * (parts - 1) / parts).min(last)])
}

type Key = (Duration, usize);

/// What happens at one instant is told apart by a count where it would be
/// drawn at one place: two writes at once, or a question and its answer over
/// a wire without delay.
fn keys(arrows: &[Arrow]) -> Vec<(Key, Option<Key>)> {
    // Who was at an instant's latest row: (instant, row, side and role).
    let mut taken: Vec<(Duration, usize, Vec<u8>)> = Vec::new();
    let mut key = |time: Duration, place: u8| {
        let clash = |places: &[u8]| {
            place == FLAT || places.contains(&FLAT) || places.contains(&place)
        };
        match taken.iter_mut().find(|(other, ..)| *other == time) {
            Some((_, row, places)) => {
                if clash(places) {
                    (*row, *places) = (*row + 1, Vec::new());
                }
                places.push(place);
                (time, *row)
            }
            None => {
                taken.push((time, 0, vec![place]));
                (time, 0)
            }
        }
    };
    let mut keys = Vec::new();
    for arrow in arrows {
        let side = arrow.direction as u8;
        if arrow.received == Some(arrow.sent) {
            let key = key(arrow.sent, FLAT);
            keys.push((key, Some(key)));
        } else {
            let sent = key(arrow.sent, side);
            let received = arrow.received.map(|time| key(time, side + 2));
            keys.push((sent, received));
        }
    }
    keys
}

const FLAT: u8 = 4;
