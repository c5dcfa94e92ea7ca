//! Which files the book shows excerpts of, and which a test has pinned.

use crate::Tree;

/// Packages that test the tests: nothing of theirs stands in the book.
const BEHIND_THE_SCENES: &[&str] =
    &["tests/book/", "tests/exercise/", "tests/kit/", "tests/peer/"];

/// Every file of the chapters, their tests and the book's assets that a page
/// may show. The messages of wrong attempts are pinned, but on no page.
pub fn showable(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    ["chapters/", "tests/", "book/"]
        .into_iter()
        .flat_map(|folder| tree.below(folder))
        .filter(|(path, _)| !path.ends_with(".md"))
        .filter(|(path, _)| !path.contains("/exercises/wrong/"))
        .filter(|(path, _)| {
            !BEHIND_THE_SCENES.iter().any(|start| path.starts_with(start))
        })
}

/// The outputs and pictures among them that a test has pinned: `*.snap`
/// anywhere, `*.svg` and `*.txt` in a folder `snapshots` or `pictures`.
pub fn outputs(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    showable(tree).filter(|(path, _)| {
        let is_drawing = path.ends_with(".svg") || path.ends_with(".txt");
        let in_folder = |name: &str| path.split('/').any(|part| part == name);
        path.ends_with(".snap")
            || is_drawing && (in_folder("snapshots") || in_folder("pictures"))
    })
}
