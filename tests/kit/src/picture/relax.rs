//! Makes room: widens the gaps between rows until no two texts collide.

use super::place::Slab;
use super::timeline::Timeline;

/// How much wider a gap gets in one step.
const STEP: f64 = 1.5;
/// After so many steps two things are as far apart as they can get.
const STEPS: usize = 100;
/// After so many collisions a picture is as good as it gets.
const COLLISIONS: usize = 2000;
/// A text that rises more than this (14 degrees) is tiring to read.
const STEEP: f64 = 0.25;
/// Lines that fall more than this (55 degrees) come no further apart.
const HOPELESS: f64 = 1.4;

/// Something that needs room: its box, and the rows that move it.
pub(super) struct Item {
    pub(super) slab: Slab,
    /// How far below its line its middle is.
    pub(super) below: f64,
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
    let mut stuck = Vec::new();
    for _ in 0..COLLISIONS {
        let now = items(timeline);
        let collide = |one: usize, two: usize| {
            !stuck.contains(&(one, two))
                && now[one].collides(&now[two], &crossing)
        };
        let mut pairs = (0..now.len())
            .flat_map(|one| (one + 1..now.len()).map(move |two| (one, two)));
        let Some((one, two)) = pairs.find(|&(a, b)| collide(a, b)) else {
            return;
        };
        let before = timeline.clone();
        if !parted(timeline, &items, &crossing, (one, two)) {
            // Better close to each other than far too tall.
            *timeline = before;
            stuck.push((one, two));
        }
    }
}

/// Moves two items apart, if that can be.
fn parted(
    timeline: &mut Timeline,
    items: &impl Fn(&Timeline) -> Vec<Item>,
    crossing: &impl Fn(usize, usize) -> bool,
    (one, two): (usize, usize),
) -> bool {
    for _ in 0..STEPS {
        let now = items(timeline);
        if !now[one].collides(&now[two], crossing) {
            return true;
        }
        now[one].part(&now[two], timeline);
    }
    false
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
            (Some(a), Some(b)) => a == b || self.is_hopeless(),
            // Times stand outside of the lines' realm.
            _ => false,
        };
        !allowed && self.slab.overlaps(&other.slab)
    }

    /// Widens the gaps that move the lower one away from the upper one.
    fn part(&self, other: &Item, timeline: &mut Timeline) {
        let x = self.slab.shared(&other.slab);
        let line = |item: &Item| {
            item.slab.y_at(x) - item.below * item.slab.slope().hypot(1.0)
        };
        let ordered = line(self) <= line(other);
        let (upper, lower) =
            if ordered { (self, other) } else { (other, self) };
        let gain = |gap: usize| lower.moved_by(gap, x) - upper.moved_by(gap, x);
        let gaps = 1..=timeline.last();
        // All gaps that help grow equally: parallels stay parallel.
        for gap in gaps.filter(|&gap| gain(gap) > 0.2) {
            timeline.widen(gap, STEP);
        }
    }

    fn opposes(&self, other: &Item) -> bool {
        self.share.1 * other.share.1 < 0.0
    }

    /// So steep that more height brings no more room.
    fn is_hopeless(&self) -> bool {
        self.slab.slope().abs() > HOPELESS
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
