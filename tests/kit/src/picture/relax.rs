//! Makes room: widens the gaps between rows until no two texts collide.

use super::place::Slab;
use super::timeline::Timeline;

/// How much wider a gap gets in one step.
const STEP: f64 = 1.5;
/// After so many steps two things are as far apart as they can get.
const STEPS: usize = 200;
/// After so many collisions a picture is as good as it gets.
const COLLISIONS: usize = 1000;
/// A text that rises more than this (14 degrees) is tiring to read.
const STEEP: f64 = 0.25;

/// Something that needs room: its box, and the rows that move it.
pub(super) struct Item {
    pub(super) slab: Slab,
    /// The rows at its line's two ends.
    pub(super) rows: (usize, usize),
    /// How far its middle is from the one to the other, and how much
    /// further each unit to the right is.
    pub(super) share: (f64, f64),
    /// Which arrow it belongs to, if to any.
    pub(super) arrow: Option<usize>,
    /// A line may cross a line.
    pub(super) is_line: bool,
}

/// Moves rows apart. `items` says what needs room on a timeline, `crossing`
/// which arrows fly past each other, so that line and text cannot but meet.
pub(super) fn relax(
    timeline: &mut Timeline,
    items: impl Fn(&Timeline) -> Vec<Item>,
    crossing: impl Fn(usize, usize) -> bool,
) {
    let collide = |one: &Item, other: &Item| one.collides(other, &crossing);
    for _ in 0..COLLISIONS {
        let now = items(timeline);
        let pairs = (0..now.len())
            .flat_map(|one| (one + 1..now.len()).map(move |two| (one, two)));
        let found = pairs
            .into_iter()
            .find(|&(one, two)| collide(&now[one], &now[two]));
        let Some((one, two)) = found else { return };
        for _ in 0..STEPS {
            let now = items(timeline);
            if !collide(&now[one], &now[two]) {
                break;
            }
            now[one].part(&now[two], timeline);
        }
    }
}

impl Item {
    /// Whether the two share a place and should not.
    fn collides(
        &self,
        other: &Item,
        crossing: &impl Fn(usize, usize) -> bool,
    ) -> bool {
        let allowed = match (self.arrow, other.arrow) {
            (Some(a), Some(b)) if self.is_line || other.is_line => {
                a == b
                    || self.is_line == other.is_line
                    || crossing(a, b)
                    || self.opposes(other) && self.is_steep()
            }
            (Some(a), Some(b)) => a == b,
            // Times stand outside of the lines' realm.
            _ => false,
        };
        !allowed && self.slab.overlaps(&other.slab)
    }

    /// Widens the gaps that move the lower one away from the upper one.
    fn part(&self, other: &Item, timeline: &mut Timeline) {
        let x = self.slab.shared(&other.slab);
        let ordered = self.slab.y_at(x) <= other.slab.y_at(x);
        let (upper, lower) = if ordered {
            (self, other)
        } else {
            (other, self)
        };
        let gain = |gap: usize| lower.moved_by(gap, x) - upper.moved_by(gap, x);
        let gaps = 1..=timeline.last();
        let most = gaps.clone().map(gain).fold(0.0, f64::max);
        // All gaps that help equally grow equally: parallels stay parallel.
        for gap in gaps.filter(|&gap| most > 0.0 && gain(gap) > 0.9 * most) {
            timeline.widen(gap, STEP);
        }
    }

    fn opposes(&self, other: &Item) -> bool {
        self.share.1 * other.share.1 < 0.0
    }

    /// Too steep to be made any steeper for the sake of a line that only
    /// touches a text's end.
    fn is_steep(&self) -> bool {
        self.slab.slope().abs() > STEEP
    }

    /// How far it moves down, at `x`, for each unit by which a gap grows.
    fn moved_by(&self, gap: usize, x: f64) -> f64 {
        let (share, further) = self.share;
        let share = share + further * (x - self.slab.middle());
        let moves = |row: usize| f64::from(u8::from(gap <= row));
        (1.0 - share) * moves(self.rows.0) + share * moves(self.rows.1)
    }
}
