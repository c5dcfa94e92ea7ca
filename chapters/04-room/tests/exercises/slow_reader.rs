//! 04.2: the slow reader.

use bytes::Bytes;
use kit::expect_wire;

use super::text;
use crate::slow_reader;

#[exercise::check(slow_reader)]
#[test]
fn ex_04_2_no_more_than_the_limit_waits_for_anybody() {
    for (size, lines) in [(50, 100), (400, 10)] {
        let mut hearers = crowd(&["ann", "bob"]);
        for number in 1..=lines {
            slow_reader::tell(&mut hearers, &text(number, size));
            read_all(&mut hearers, "ann");
            let bob = hearers.iter().find(|guest| guest.name == "bob");
            let waiting = bob.map_or(0, waiting);
            assert!(
                waiting <= slow_reader::MAX_QUEUED,
                "after {number} lines of {size} bytes, {waiting} bytes wait \
                 for bob, who does not read; the limit is {}\nWhat is it \
                 that fills the memory: lines, or bytes? And when do you \
                 look at it: before the line is in the queue, or after? \
                 (hint 1)",
                slow_reader::MAX_QUEUED,
            );
        }
    }
}

#[exercise::check(slow_reader)]
#[test]
fn ex_04_2_the_slow_one_is_cut_off_and_the_others_are_told() {
    let mut hearers = crowd(&["ann", "bob", "cid"]);
    let mut ann = Vec::new();
    let fit = slow_reader::MAX_QUEUED / 50;
    for number in 1..=fit {
        slow_reader::tell(&mut hearers, &text(number, 50));
        ann.extend(read_all(&mut hearers, "ann"));
        read_all(&mut hearers, "cid");
        assert!(
            hearers.iter().any(|guest| guest.name == "bob"),
            "bob was cut off at line {number} of 50 bytes, with {} bytes \
             unread; {} are allowed\nIs the limit reached when it is \
             reached, or when it would be exceeded? (hint 1)",
            50 * (number - 1),
            slow_reader::MAX_QUEUED,
        );
    }
    slow_reader::tell(&mut hearers, &text(fit + 1, 50));
    ann.extend(read_all(&mut hearers, "ann"));
    assert!(
        hearers.iter().all(|guest| guest.name != "bob"),
        "{fit} lines of 50 bytes fit into bob's queue. Then came line {}, \
         and bob is still in the room\nHe will read lines 1 to {fit}, and \
         then others, and never learn that something is missing. A chat \
         with holes is worse than none: how can he be told, and the others \
         too? (hint 2)",
        fit + 1,
    );
    let mut expected: Vec<String> =
        (1..=fit + 1).map(|number| text(number, 50) + "\n").collect();
    expected.push("* bob left (too slow)\n".to_string());
    expect_wire(
        ann.concat().as_bytes(),
        expected.concat().as_bytes(),
        "This is what ann has read, who was never slow. She should get every \
         line, and then hear once that bob has left (hint 3).",
    );
}

#[exercise::check(slow_reader)]
#[test]
fn ex_04_2_even_a_notice_can_be_too_much_for_the_next() {
    let mut hearers = crowd(&["ann", "bob", "cid"]);
    // Bob's queue is full to the last byte; cid's has room for one more line
    // of 50 bytes, and no room for a notice behind it.
    for number in 1..=20 {
        slow_reader::tell(&mut hearers, &text(number, 50));
        read_all(&mut hearers, "ann");
        if number == 1 {
            read_all(&mut hearers, "cid");
        }
    }
    slow_reader::tell(&mut hearers, &text(21, 50));
    let names: Vec<&str> =
        hearers.iter().map(|guest| guest.name.as_str()).collect();
    assert!(
        names == ["ann"],
        "bob's queue is full, and cid's has room for one more line. Then \
         that line comes: bob has to leave, and the notice about him is the \
         line too much for cid. In the room are now {names:?}\nDoes the \
         notice go the same way as a line? (hint 3)",
    );
    let ann = read_all(&mut hearers, "ann").concat();
    let expected = format!(
        "{}\n* bob left (too slow)\n* cid left (too slow)\n",
        text(21, 50)
    );
    expect_wire(
        ann.as_bytes(),
        expected.as_bytes(),
        "This is what ann reads: the line, and one notice for each who had \
         to leave (hint 3).",
    );
}

fn crowd(names: &[&str]) -> Vec<slow_reader::Guest> {
    let guest = |name: &&str| slow_reader::Guest {
        name: name.to_string(),
        queue: Default::default(),
    };
    names.iter().map(guest).collect()
}

/// One guest reads all that waits for it.
fn read_all(guests: &mut [slow_reader::Guest], name: &str) -> Vec<String> {
    let guest = guests.iter_mut().find(|guest| guest.name == name);
    let queue = guest.map(|guest| std::mem::take(&mut guest.queue));
    let text = |bytes: Bytes| String::from_utf8_lossy(&bytes).into_owned();
    queue.unwrap_or_default().into_iter().map(text).collect()
}

fn waiting(guest: &slow_reader::Guest) -> usize {
    guest.queue.iter().map(Bytes::len).sum()
}
