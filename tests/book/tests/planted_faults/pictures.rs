//! Pictures that cannot be read aloud, are on no page, or break one.

use crate::healthy::{PAGE, PICTURE, SNAPSHOT};
use crate::{accepts, added, broken, finds};
use tests_book::checks::{pictures, shown};

const INCLUDE: &str =
    "{{#include ../../chapters/01-ping/tests/pictures/pong.svg}}";

#[test]
fn a_picture_says_what_it_means() {
    let label = "aria-label=\"The server sends pong.\"";
    let find = |to: &str, message: &str| {
        let tree = broken(PICTURE, label, to);
        finds(pictures::check, &tree, (PICTURE, "<svg"), message);
    };
    find("", "says nothing aloud");
    find("aria-label=\" \"", "says nothing aloud");
    let silent = broken(PICTURE, "role=\"img\" ", "");
    finds(pictures::check, &silent, (PICTURE, "<svg"), "`role=\"img\"`");
    accepts(pictures::check, &broken(PICTURE, label, "aria-hidden=\"true\""));
    accepts(pictures::check, &broken(PICTURE, label, "aria-labelledby=\"a\""));
}

#[test]
fn a_picture_has_no_blank_line_and_no_title() {
    let blank = broken(PICTURE, "<path", "   \n<path");
    finds(pictures::check, &blank, (PICTURE, "   "), "blank line");
    let title = broken(PICTURE, "<path", "<title>Pong</title>\n<path");
    finds(pictures::check, &title, (PICTURE, "<title>"), "pops up");
}

#[test]
fn a_picture_in_a_snapshot_or_on_the_page_itself_is_looked_at_too() {
    let svg = "<svg>\n</svg>";
    let pinned = broken(SNAPSHOT, "\n8\n", &format!("\n{svg}\n"));
    let found = pictures::check(&pinned);
    assert_eq!(found.len(), 2, "no label, and in a sentence: {found:?}");
    let typed = added(PAGE, svg);
    finds(pictures::check, &typed, (PAGE, "<svg>"), "says nothing aloud");
}

#[test]
fn a_picture_stands_in_a_figure() {
    let place = (PAGE, "pong.svg");
    let message = "right under a line with `<figure>`";
    let loose = broken(PAGE, "<figure>\n{{", "<figure>\n\n{{");
    finds(pictures::check, &loose, place, message);
    let in_text = broken(PAGE, INCLUDE, &format!("See {INCLUDE}"));
    finds(pictures::check, &in_text, place, message);
}

#[test]
fn a_picture_is_on_a_page() {
    let message = "no page shows this picture";
    let gone = broken(PAGE, INCLUDE, "");
    finds(shown::check, &gone, (PICTURE, ""), message);
    let image = "book/src/pictures/pong.svg";
    let linked = added(PAGE, "[pong](pictures/pong.svg)").with(image, "<svg/>");
    finds(shown::check, &linked, (image, ""), message);
    let drawn = added(PAGE, "![pong](pictures/pong.svg)").with(image, "<svg/>");
    accepts(shown::check, &drawn);
    let drawn = added(PAGE, "<img src=\"pictures/pong.svg\" alt=\"pong\">");
    accepts(shown::check, &drawn.with(image, "<svg/>"));
}
