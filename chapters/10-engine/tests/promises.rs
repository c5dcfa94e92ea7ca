//! What every program of the book promises.

use kit::promises;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-10");

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let time = "expected a time such as 200ms or 2s";
    let cases = [
        ("server", "expected serve, connect or nothing"),
        ("--port 70000", "Error parsing option '--port' with value '70000'"),
        ("--path socket.io", "expected a path such as /socket.io/"),
        ("--path /", "expected a path such as /socket.io/"),
        ("--ping-interval 0s", time),
        ("--ping-timeout soon", time),
        ("--connect-timeout -1s", time),
        ("--max-payload -1", "Error parsing option '--max-payload'"),
    ];
    promises::refuses(CHAPTER, 1, "--port 0", &cases);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "");
}

#[test]
fn a_client_without_a_server_says_what_to_start() {
    promises::vacant_port(CHAPTER, "connect");
}
