//! What is typed behind the program's name, and what it says about that.

use kit::promises;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-04");

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("listen", "expected serve, connect or nothing"),
        ("--prot 1", "Unrecognized argument: --prot"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--idle 10", "expected a time such as 200ms or 10m"),
        ("--queue many", "Error parsing option '--queue' with value 'many'"),
        ("--line 0", "expected a number of bytes, at least 1"),
        ("--idle 0s", "expected more than no time at all"),
        (
            "--queue 1000",
            "error: --queue 1000 is too small: with --line 1024, one line \
             can take 1091 bytes",
        ),
        ("--line 1000000", "--queue 65536 is too small: with --line 1000000"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn a_guest_without_a_room_says_what_to_start() {
    promises::vacant_port(CHAPTER, "connect");
}
