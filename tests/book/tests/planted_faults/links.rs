//! Links, terms and ids that lead nowhere, or to two places.

use crate::healthy::{self, GLOSSARY, OTHER, PAGE, SUMMARY};
use crate::{accepts, added, broken, finds};
use tests_book::checks::{glossary, ids, links, summary};

#[track_caller]
fn is_dead(line: &str, message: &str) {
    finds(links::check, &added(OTHER, line), (OTHER, line), message);
}

#[test]
fn a_link_to_no_page_or_no_heading_is_dead() {
    is_dead("[a](pong.md)", "there is no book/src/pong.md");
    is_dead("[a](ping.md#bild-it)", "no heading `#bild-it`");
    is_dead("[a](ping.md#build-i)", "did you mean `#build-it`?");
    is_dead("[a](#nowhere)", "framing.md has no heading `#nowhere`");
    is_dead("[a](glossary.md#socket)", "no heading `#socket`");
    is_dead("[a]()", "leads nowhere");
    is_dead("[a][b]", "nothing defines `[b]: …`");
    is_dead("[b]: pong.md", "there is no book/src/pong.md");
    is_dead("![a](pong.png)", "there is no book/src/pong.png");
    is_dead("![](ping.md)", "say what the picture `ping.md` means");
    is_dead("<a href=\"pong.md\">a</a>", "there is no book/src/pong.md");
    is_dead("<img alt=\"a\" src=\"pong.png\">", "no book/src/pong.png");
    let line = "(pong.md";
    let broken_over_two = added(OTHER, "[some\ntext](pong.md \"title\")");
    finds(links::check, &broken_over_two, (OTHER, line), "no book/src/pong.md");
}

#[test]
fn a_link_leaves_the_book_by_https_only() {
    is_dead("[a](../../README.md)", "not part of the built book");
    is_dead("[a](/ping.html)", "not at the root of its host");
    is_dead("[a](http://example.org/)", "write https");
    is_dead("<http://example.org/>", "write https");
    is_dead("[a](https://example/)", "names no host");
    is_dead("[a](htps://example.org/)", "no address");
    accepts(links::check, &added(OTHER, "<http://localhost:3000/>"));
    accepts(links::check, &added(OTHER, "[a](http://[::1]:3000/)"));
}

#[test]
fn what_stands_in_code_or_a_comment_is_no_link() {
    accepts(links::check, &added(OTHER, "``a`[b](c.md)`` `[b](c.md)`"));
    accepts(links::check, &added(OTHER, "<!-- [b](c.md) -->"));
    accepts(links::check, &added(OTHER, "<!--\n[b](c.md)\n-->"));
    accepts(links::check, &added(OTHER, "```js\n[b](c.md)\n```"));
}

#[test]
fn an_included_link_is_followed_from_the_page() {
    let tree = broken(PAGE, "bytes}} bytes", "bytes}} bytes.");
    let snapshot = tree.text(healthy::SNAPSHOT).unwrap_or("");
    let snapshot = snapshot.replace("\n8\n", "\n[8](pong.md)\n");
    let tree = tree.with(healthy::SNAPSHOT, &snapshot);
    finds(links::check, &tree, (PAGE, "It sends"), "no book/src/pong.md");
}

#[test]
fn the_files_beside_the_book_are_read_too() {
    let readme = ("README.md", "(CHANGES)");
    let tree = added("README.md", "[a](CHANGES) [b](book/src) [c](.ci/run)");
    finds(links::check, &tree, readme, "there is no CHANGES");
    let tree = broken("README.md", "#build-it", "#build");
    finds(links::check, &tree, ("README.md", ""), "no heading `#build`");
}

#[test]
fn every_page_is_listed_once() {
    let missing = broken(SUMMARY, "- [framing](framing.md)\n", "");
    finds(summary::check, &missing, (OTHER, ""), "not in SUMMARY.md");
    let twice = added(SUMMARY, "- [again](framing.md)");
    finds(summary::check, &twice, (SUMMARY, "again"), "listed twice");
    let gone = added(SUMMARY, "- [gone](gone.md)");
    finds(summary::check, &gone, (SUMMARY, "gone"), "no page book/src/gone.md");
    let nothing = healthy::tree().without(SUMMARY);
    finds(summary::check, &nothing, (SUMMARY, ""), "no table of contents");
}

#[test]
fn every_term_is_explained_once_and_used() {
    let socket = added(GLOSSARY, "### socket\n\nOne end of it.\n");
    let place = (GLOSSARY, "### socket");
    finds(glossary::check, &socket, place, "no page uses `socket`");
    let bold = added(OTHER, "A **Socket** is one end.\n");
    let text = socket.text(GLOSSARY).unwrap_or("");
    accepts(glossary::check, &bold.with(GLOSSARY, text));
    let bare = broken(GLOSSARY, "An address and a port.\n", "");
    let place = (GLOSSARY, "### endpoint");
    finds(glossary::check, &bare, place, "has no explanation");
    let twice = added(GLOSSARY, "### Endpoint\n\nAgain.\n");
    let place = (GLOSSARY, "### Endpoint");
    finds(glossary::check, &twice, place, "explained twice");
    let none = healthy::tree().without(GLOSSARY);
    finds(glossary::check, &none, (GLOSSARY, ""), "has no glossary");
}

#[test]
fn an_id_is_given_once_in_the_whole_book() {
    let same = added(OTHER, "<a id=\"pong-arrow\"></a>");
    finds(
        ids::check,
        &same,
        (PAGE, "pong.svg"),
        "taken by book/src/framing.md",
    );
    let heading = added(PAGE, "<a id=\"framing\"></a>");
    finds(
        ids::check,
        &heading,
        (PAGE, "id="),
        "the heading book/src/framing.md:1",
    );
    accepts(ids::check, &added(OTHER, "## Build it\n\n`<a id=\"top\">`"));
}
