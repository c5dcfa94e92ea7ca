//! 06.2: lose nothing between two polls.

use std::ops::Range;

use crate::between_polls::{Messages, REMEMBERED};

/// `message 1`, and so on, as it should be told.
fn numbered(numbers: Range<u64>) -> Vec<(u64, String)> {
    numbers.map(|number| (number, format!("message {number}"))).collect()
}

fn say(messages: &mut Messages, numbers: Range<u64>) {
    for (_, text) in numbered(numbers) {
        messages.say(&text);
    }
}

fn expect(told: Vec<(u64, String)>, expected: Range<u64>, what: &str) {
    let wanted: Vec<u64> = expected.clone().collect();
    let numbers: Vec<u64> = told.iter().map(|(number, _)| *number).collect();
    let first = match told.first() {
        Some((_, text)) => format!(", the first of which says {text:?}"),
        None => String::new(),
    };
    assert!(
        told == numbered(expected),
        "{what}\nexpected: {}\ntold:     {}{first}",
        list(&wanted),
        list(&numbers),
    );
}

/// Many numbers are told by the first, the last, and how many.
fn list(numbers: &[u64]) -> String {
    match numbers {
        [first, .., last] if numbers.len() > 10 => {
            format!("{} numbers, {first} to {last}", numbers.len())
        }
        _ => format!("{numbers:?}"),
    }
}

#[exercise::check(between_polls)]
#[test]
fn ex_06_2_each_client_is_told_everything_once() {
    let mut messages = Messages::default();
    say(&mut messages, 1..4);
    expect(
        messages.poll(0),
        1..4,
        "three messages were said, and ann asked for the first time.",
    );
    say(&mut messages, 4..6);
    expect(
        messages.poll(3),
        4..6,
        "two more were said, and ann asked again: she has heard 3. (hint 2)",
    );
    expect(
        messages.poll(0),
        1..6,
        "then bob asked for the first time. He is not ann: that she has heard \
         something is no reason to forget it. (hint 1)",
    );
    expect(messages.poll(5), 6..6, "she asked again: there is nothing new.");
}

#[exercise::check(between_polls)]
#[test]
fn ex_06_2_an_answer_that_was_lost_can_be_asked_for_again() {
    let mut messages = Messages::default();
    say(&mut messages, 1..6);
    messages.poll(2);
    expect(
        messages.poll(2),
        3..6,
        "ann asked with 2, and her train went into a tunnel. She asks again \
         with 2. Who knows whether an answer has arrived? (hint 1)",
    );
}

#[exercise::check(between_polls)]
#[test]
fn ex_06_2_only_so_many_are_remembered_and_they_keep_their_numbers() {
    let mut messages = Messages::default();
    say(&mut messages, 1..1001);
    expect(
        messages.poll(990),
        991..1001,
        "a thousand messages were said, and somebody asked who has heard \
         990. The oldest are forgotten: does a message keep its number when \
         others leave the list? (hint 3)",
    );
    expect(
        messages.poll(0),
        901..1001,
        "a thousand messages were said, and somebody asked for the first \
         time. The last hundred can be told, with the numbers that they have \
         always had. (hint 3)",
    );
    assert!(
        messages.remembered() == REMEMBERED,
        "a thousand messages were said, and {} are kept instead of \
         {REMEMBERED}",
        messages.remembered(),
    );
}
