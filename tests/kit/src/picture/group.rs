//! Long runs of similar pieces, cut down to their two ends.

use super::arrow::{Arrow, Kind};
use super::visible::count_of;

/// Replaces what is inside of each run longer than `limit` by one arrow that
/// says how many were left out. The first two and the last stay.
pub(super) fn grouped(arrows: &[Arrow], limit: usize) -> Vec<Arrow> {
    let mut kept = Vec::new();
    let mut rest = arrows;
    while let Some(first) = rest.first() {
        let run = 1 + rest[1..].iter().take_while(|a| alike(first, a)).count();
        let (run, after) = rest.split_at(run);
        match run {
            [one, two, hidden @ .., last] if run.len() > limit.max(3) => {
                kept.extend([one.clone(), two.clone()]);
                kept.push(standing_for(hidden));
                kept.push(last.clone());
            }
            _ => kept.extend_from_slice(run),
        }
        rest = after;
    }
    kept
}

/// Slices of one message have the same size, the last one perhaps less.
fn alike(first: &Arrow, next: &Arrow) -> bool {
    first.kind == Kind::Data
        && next.kind == Kind::Data
        && first.direction == next.direction
        && first.received.is_some() == next.received.is_some()
        && next.size <= first.size
}

fn standing_for(hidden: &[Arrow]) -> Arrow {
    let size = hidden.iter().map(|arrow| arrow.size).sum();
    Arrow {
        label: format!("… {} more", hidden.len()),
        detail: count_of(size, "bytes"),
        kind: Kind::More,
        size,
        ..hidden[hidden.len() / 2].clone()
    }
}
