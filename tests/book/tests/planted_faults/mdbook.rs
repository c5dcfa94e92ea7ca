//! mdBook's own rules, which the checks repeat.

use tests_book::heading::{headings, id_from};
use tests_book::page::{Page, Place};
use tests_book::{Tree, anchor};

/// The cases of mdBook 0.5's own test.
#[test]
fn an_id_is_made_from_a_headings_text() {
    let cases = [
        (
            "`--passes`: add more rustdoc passes",
            "--passes-add-more-rustdoc-passes",
        ),
        ("Method-call 🐙 expressions \u{1f47c}", "method-call--expressions-"),
        ("_-_12345", "_-_12345"),
        ("中文標題 CJK title", "中文標題-cjk-title"),
        ("Über", "über"),
        ("", ""),
    ];
    for (text, id) in cases {
        assert_eq!(id_from(text), id);
    }
}

#[test]
fn markdown_in_a_heading_is_not_part_of_its_id() {
    let cases = [
        ("## Build it", "build-it"),
        ("## A `read_line` of `--slice 1`", "a-read_line-of---slice-1"),
        (
            "## One -- two --- *three* _four_ five_six",
            "one--two--three-four-five_six",
        ),
        ("## [Node](https://nodejs.org) & <b>you</b>", "node--you"),
        ("## Tom & Jerry's \"x\" ... <b>z</b>; y", "tom--jerrys-x--z-y"),
        ("## Foo -- `--bar`_x_ a&amp;b", "foo----barx-ab"),
        ("## Closed ##", "closed"),
        ("## Mine {#my-id}", "my-id"),
        ("## Why?", "why"),
        ("## Why?", "why-1"),
        ("## Why", "why-2"),
    ];
    let text: Vec<&str> = cases.iter().map(|(text, _)| *text).collect();
    let tree = Tree::of(&[("book/src/a.md", &text.join("\n\n"))]);
    let page = Page::written(&tree, "book/src/a.md");
    let ids: Vec<String> = headings(&page).into_iter().map(|h| h.id).collect();
    let expected: Vec<&str> = cases.iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, expected);
}

#[test]
fn an_excerpt_leaves_other_anchors_out_and_may_run_to_the_end() {
    let text = "// ANCHOR: a\n1\n// ANCHOR: b\n2\n// ANCHOR_END: b\n3\n\
                // ANCHOR_END: a\n4\n# ANCHOR:c\n5\n";
    let lines = |name| {
        let lines = anchor::excerpt(text, name)?;
        Some(lines.iter().map(|(_, line)| *line).collect::<String>())
    };
    assert_eq!(lines("a").as_deref(), Some("123"));
    assert_eq!(lines("b").as_deref(), Some("2"));
    assert_eq!(lines("c").as_deref(), Some("5"));
    assert_eq!(lines("d"), None);
}

#[test]
fn an_included_line_counts_as_the_line_that_includes_it() {
    let tree = Tree::of(&[
        ("book/src/a.md", "```js\n{{#include a.js}}\n```\nx\n"),
        ("book/src/a.js", "1\n2"),
    ]);
    let page = Page::expanded(&tree, "book/src/a.md");
    let lines: Vec<(usize, &str, Place)> = page
        .lines
        .iter()
        .map(|line| (line.number, line.text.as_str(), line.place))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "```js", Place::Marks),
            (2, "1", Place::Code),
            (2, "2", Place::Code),
            (3, "```", Place::Marks),
            (4, "x", Place::Prose),
        ]
    );
}
