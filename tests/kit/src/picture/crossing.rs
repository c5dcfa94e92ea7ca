//! Where arrows cross, and where between that is room for a text.

use std::time::Duration;

use super::arrow::Arrow;
use super::timeline::{Ends, Timeline};

/// How far a lost piece falls on its way to the middle.
pub(super) const LOST: f64 = 20.0;

/// For each arrow the longest part of its way (0 at its sender, 1 at its
/// receiver) on which it is not crossed. Parallels keep to the same part.
pub(super) fn free(
    arrows: &[Arrow],
    ends: &[Ends],
    timeline: &Timeline,
) -> Vec<(f64, f64)> {
    let falls: Vec<_> = ends.iter().map(|e| fall(e, timeline)).collect();
    let others = || 0..arrows.len();
    let crossings = |&one: &usize| -> Vec<f64> {
        others()
            .filter(|&other| crosses(&arrows[one], &arrows[other]))
            .filter_map(|other| meeting(falls[one], falls[other]))
            .collect()
    };
    groups(arrows)
        .into_iter()
        .map(|group| {
            let mut cuts: Vec<_> = group.iter().flat_map(crossings).collect();
            cuts.extend([0.0, 1.0]);
            if group.iter().any(|&one| arrows[one].received.is_none()) {
                cuts.retain(|cut| *cut < 0.5);
                cuts.push(0.5);
            }
            cuts.sort_by(f64::total_cmp);
            let longest = cuts
                .windows(2)
                .map(|pair| (pair[0], pair[1]))
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
            longest.unwrap_or((0.0, 1.0))
        })
        .collect()
}

/// Whether the two are in flight at the same time, against each other.
pub(super) fn crosses(one: &Arrow, other: &Arrow) -> bool {
    // A lost piece is drawn half a way long, a little while.
    let meets = |one: &Arrow, other: &Arrow| {
        one.sent < end(other) && other.sent <= one.sent
    };
    one.direction != other.direction && (meets(one, other) || meets(other, one))
}

/// Whether the two are in flight at the same time, the same way.
fn beside(one: &Arrow, other: &Arrow) -> bool {
    one.direction == other.direction
        && one.sent < end(other)
        && other.sent < end(one)
}

fn end(arrow: &Arrow) -> Duration {
    arrow.received.unwrap_or(arrow.sent)
}

/// For each arrow those that fly beside it, and beside those, and so on.
fn groups(arrows: &[Arrow]) -> Vec<Vec<usize>> {
    let group = |one| {
        let (mut group, mut at) = (vec![one], 0);
        while let Some(&next) = group.get(at) {
            for other in 0..arrows.len() {
                let new = !group.contains(&other);
                if new && beside(&arrows[next], &arrows[other]) {
                    group.push(other);
                }
            }
            at += 1;
        }
        group
    };
    (0..arrows.len()).map(group).collect()
}

/// How high an arrow is at its sender's lifeline and at its receiver's.
fn fall(ends: &Ends, timeline: &Timeline) -> (f64, f64) {
    let sent = timeline.y(ends.sent);
    let received = ends.received.map(|row| timeline.y(row));
    (sent, received.unwrap_or(sent + 2.0 * LOST))
}

/// How far on its way one arrow meets another that comes towards it.
fn meeting(one: (f64, f64), other: (f64, f64)) -> Option<f64> {
    let at = (other.1 - one.0) / (one.1 - one.0 + other.1 - other.0);
    (0.0 < at && at < 1.0).then_some(at)
}
