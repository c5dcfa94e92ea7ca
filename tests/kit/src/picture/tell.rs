//! The alternative text of a sequence: the same recording, in sentences.

use super::arrow::{Arrow, Kind};
use super::sequence::Sequence;

/// Sentences that say who sent what and when; what repeats is said once.
pub(super) fn tell(sequence: &Sequence) -> String {
    let arrows = sequence.shown();
    if arrows.is_empty() {
        return "Nothing was sent.".to_owned();
    }
    let mut sentences = Vec::new();
    let mut rest = arrows.as_slice();
    while !rest.is_empty() {
        let (period, times) = repeats(rest);
        let cycle = &rest[..period];
        let run = times > 1 && period == 1;
        for (at, arrow) in cycle.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &cycle[before]);
            let times = if run { times } else { 1 };
            sentences.push(sentence(sequence, arrow, before, times));
        }
        if times > 1 && !run {
            sentences.push(again(sequence, rest, period, times));
        }
        rest = &rest[period * times..];
    }
    sentences.join(" ")
}

fn sentence(
    sequence: &Sequence,
    arrow: &Arrow,
    before: Option<&Arrow>,
    times: usize,
) -> String {
    let (sender, receiver) = sequence.name(arrow.direction);
    let clock = sequence.clock();
    let line = match arrow.kind {
        Kind::Beside => "on a double line",
        _ => "",
    };
    let detail = match [arrow.detail.as_str(), line] {
        ["", ""] => String::new(),
        [detail, ""] => format!(" ({detail})"),
        ["", line] => format!(" ({line})"),
        [detail, line] => format!(" ({detail}, {line})"),
    };
    let what = match arrow.kind {
        Kind::Fin if arrow.label == "FIN" => "ends its side (FIN)".to_owned(),
        Kind::Rst if arrow.label == "RST" => {
            "tears the connection down (RST)".to_owned()
        }
        Kind::More => {
            format!("sends {}{detail}", arrow.label.replace("… ", ""))
        }
        _ => format!("sends {}{detail}", arrow.label),
    };
    let since = before.and_then(|b| arrow.sent.checked_sub(b.sent));
    let when = match since {
        Some(wait) if wait.is_zero() => "at the same instant".to_owned(),
        Some(wait) => format!("{} later", clock.long(wait)),
        None => format!("at {}", clock.at(arrow.sent)),
    };
    let repeated = match times {
        1 => String::new(),
        times => format!(", {times} times in a row"),
    };
    let arrival = match arrow.received {
        None => format!("; it never reaches the {receiver}"),
        Some(time) if time == arrow.sent => String::new(),
        Some(time) => {
            format!("; it arrives after {}", clock.long(time - arrow.sent))
        }
    };
    // "The client", but "Alice".
    let the = if is_lower(sender) { "The " } else { "" };
    format!("{the}{sender} {what} {when}{repeated}{arrival}.")
}

fn again(
    sequence: &Sequence,
    rest: &[Arrow],
    period: usize,
    times: usize,
) -> String {
    let starts: Vec<_> =
        (0..times).map(|cycle| rest[cycle * period].sent).collect();
    let mut waits = starts.windows(2).map(|pair| pair[1] - pair[0]);
    let every = waits.next().unwrap_or_default();
    match waits.all(|wait| wait == every) && !every.is_zero() {
        true => {
            let every = sequence.clock().long(every);
            format!("This happens {times} times, every {every}.")
        }
        false => format!("This happens {times} times."),
    }
}

/// The shortest cycle that `rest` begins with and repeats, and how often;
/// of several the one that covers most.
fn repeats(rest: &[Arrow]) -> (usize, usize) {
    let mut best = (1, 1);
    for period in 1..=rest.len() / 2 {
        let cycle = &rest[..period];
        let times = rest
            .chunks_exact(period)
            .take_while(|next| next.iter().zip(cycle).all(same))
            .count();
        if times > 1 && times * period > best.0 * best.1 {
            best = (period, times);
        }
    }
    best
}

fn same((one, other): (&Arrow, &Arrow)) -> bool {
    let said = |a: &Arrow| (a.label.clone(), a.detail.clone(), a.kind);
    one.direction == other.direction
        && said(one) == said(other)
        && one.received.is_some() == other.received.is_some()
}

fn is_lower(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase())
}
