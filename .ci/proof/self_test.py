"""Plants each fault alone into a sound run, and sees whether it is found."""

import tempfile
from pathlib import Path

from proof import judge
from proof.chapter import Chapter
from proof.libtest import Run, same_everywhere

# A chapter with two exercises, `lines` and `guess`; the second wrong attempt
# of `guess` is missing from wrong/3, where its solution stands in.
FILES = {
    "tests/exercises.rs": """
exercise::load!(lines);
#[exercise::check(lines)]
#[tokio::test(start_paused = true)]
async fn two_lines_in_one_read() {}
mod more {
    #[exercise::check(lines)]
    #[test] // a comment
    fn half_a_line() {}
    /// Helps.
    fn helper() {}
}
#[exercise::check(guess)]
#[test]
fn the_guess_holds() {}
""",
    "exercises/lines.rs": 'fn f() { kit::not_yet!("03.1 cut \\\n   lines") }',
    "exercises/guess.rs": 'pub const SIZE: &str = "???";',
    **{
        f"exercises/{answers}/{name}.rs": "//! Not so."
        for answers in ("solutions", "wrong/1", "wrong/2")
        for name in ("lines", "guess")
    },
    "exercises/wrong/3/lines.rs": "//! Not so either.",
}

LISTED = """
running 3 tests
test more::half_a_line ... ignored, not done yet: open chapters/03-x/exercises/lines.rs
test the_guess_holds ... ignored, not done yet: open chapters/03-x/exercises/guess.rs
test two_lines_in_one_read ... ignored, not done yet: open chapters/03-x/exercises/lines.rs

test result: ok. 0 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out
"""

UNSOLVED = """
running 3 tests
test more::half_a_line ... FAILED
test the_guess_holds ... FAILED
test two_lines_in_one_read ... FAILED

failures:

---- more::half_a_line stdout ----

thread 'more::half_a_line' (123) panicked at chapters/03-x/tests/../exercises/lines.rs:3:5:
not done yet: 03.1 cut lines
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

---- the_guess_holds stdout ----

thread 'the_guess_holds' (124) panicked at chapters/03-x/tests/exercises.rs:16:5:
not done yet: predict SIZE

---- two_lines_in_one_read stdout ----

thread 'two_lines_in_one_read' (125) panicked at chapters/03-x/tests/../exercises/lines.rs:3:5:
not done yet: 03.1 cut lines

failures:
    more::half_a_line
    the_guess_holds
    two_lines_in_one_read

test result: FAILED. 0 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out
"""

SOLVED = """
running 3 tests
test more::half_a_line ... ok
test the_guess_holds ... ok
test two_lines_in_one_read ... ok

test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
"""

WRONG = """
running 3 tests
test more::half_a_line ... ok
test the_guess_holds ... FAILED
test two_lines_in_one_read ... FAILED

failures:

---- the_guess_holds stdout ----

thread 'the_guess_holds' (124) panicked at chapters/03-x/tests/exercises.rs:16:5:
your prediction does not hold: it is not "7"

---- two_lines_in_one_read stdout ----

thread 'two_lines_in_one_read' (125) panicked at /somewhere/else/chapters/03-x/tests/exercises.rs:5:9:
one line came instead of two
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


failures:
    the_guess_holds
    two_lines_in_one_read

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out
"""

GUESS_OK = ("the_guess_holds ... FAILED", "the_guess_holds ... ok")


def wrong_in(answers):
    return lambda chapter, run: judge.wrong(chapter, run, answers)


# Who judges, the sound run, what is replaced in it by what, and a part of the
# fault that must then be found (None: there must be none).
CASES = [
    (judge.listed, LISTED, ("", ""), None),
    (judge.listed, LISTED, (": open chapters/03-x/exercises/guess.rs", ""), "is ignored for"),
    (judge.listed, LISTED, ("exercises/guess.rs", "exercises/lines.rs"), "not “not done yet"),
    (judge.listed, SOLVED, ("", ""), "is ok while unsolved"),
    (judge.unsolved, UNSOLVED, ("", ""), None),
    (judge.unsolved, UNSOLVED, GUESS_OK, "although nobody has solved it"),
    (judge.unsolved, UNSOLVED, ("not done yet: predict SIZE", "oh"), "without saying"),
    (judge.unsolved, UNSOLVED, ("predict SIZE", "predict TIME"), "without saying"),
    (judge.unsolved, UNSOLVED, ("test the_guess_holds ... FAILED\n", ""), "was not run"),
    (judge.unsolved, UNSOLVED, ("\ntest result: ", "\nSIGABRT "), "broke off"),
    (judge.solved, SOLVED, ("", ""), None),
    (judge.solved, SOLVED, ("half_a_line ... ok", "half_a_line ... FAILED"), "with the solution"),
    (judge.solved, SOLVED, ("half_a_line ... ok", "half_a_line ... ignored, x"), "is ignored"),
    (judge.solved, SOLVED, ("\n\ntest", "\ntest other ... FAILED\n\ntest"), "no exercise's check"),
    (wrong_in("wrong/1"), WRONG, ("", ""), None),
    (wrong_in("wrong/1"), WRONG, GUESS_OK, "wrong/1 passes all checks"),
    (wrong_in("wrong/1"), WRONG, ("your prediction", "not done yet"), "fails as not done yet"),
    (wrong_in("wrong/3"), WRONG, GUESS_OK, None),
    (wrong_in("wrong/3"), WRONG, ("", ""), "where the solution stands in"),
]  # fmt: skip

# Files that are taken away or added, and what must then be said.
TAMPERED = [
    ({}, None),
    ({"exercises/solutions/lines.rs": None}, "has no solution"),
    ({"exercises/wrong/2/guess.rs": None}, "has 1 wrong attempts"),
    ({"exercises/guess.rs": None}, "has checks, but no file"),
    ({"exercises/wrong/1/other.rs": ""}, "stands in wrong/1 alone"),
]

MESSAGE = """thread 'two_lines_in_one_read' panicked at chapters/03-x/tests/exercises.rs:
one line came instead of two"""


def chapter_in(folder, changes):
    chapter = Path(folder) / "03-x"
    for file, text in {**FILES, **changes}.items():
        if text is not None:
            (chapter / file).parent.mkdir(parents=True, exist_ok=True)
            (chapter / file).write_text(text)
    return Chapter(chapter)


def right(faults, expected):
    if expected is None:
        return faults == []
    return len(faults) == 1 and expected in faults[0][1]


def run():
    """Whether all is found; prints what is not."""
    ended = []

    def expect(what, held, seen):
        ended.append(held)
        if not held:
            print(f"{what}: {seen}")

    with tempfile.TemporaryDirectory() as folder:
        chapter = chapter_in(folder, {})
        for judged, sound, (old, new), expected in CASES:
            printed = sound.replace(old, new) if old else sound
            planted = not old or printed != sound
            faults = judged(chapter, Run(printed))
            if sound is SOLVED and judged is judge.listed:
                faults = faults[:1]  # all three checks are at fault
            expect((old, new), planted and right(faults, expected), faults)
        said = Run(WRONG).message("two_lines_in_one_read")
        said = same_everywhere(said, "/somewhere/else")
        expect("the message", said == MESSAGE, said)
        # A test that nobody marked, and one that is gone.
        chapter.checks["guess"] = []
        faults = judge.solved(chapter, Run(SOLVED))
        expect("no check", right(faults, "no test is marked"), faults)
    for changes, expected in TAMPERED:
        with tempfile.TemporaryDirectory() as folder:
            faults = judge.complete(chapter_in(folder, changes))
            expect(changes, right(faults, expected), faults)
    failed = ended.count(False)
    print(f"prove-exercises: {len(ended) - failed} passed, {failed} failed")
    return failed == 0
