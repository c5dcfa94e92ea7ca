//! Every exercise is on a page with three hints, has a check, a solution and
//! two wrong attempts.

use crate::chapter::{self, Chapter};
use crate::heading;
use crate::page::{self, Line, Page, Place};
use crate::{Finding, Tree};

/// Hints come in three steps.
const HINTS: usize = 3;

/// Reads each chapter's `exercises/` and all pages.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let pages = page::written(tree);
    let mut findings = Vec::new();
    for chapter in chapter::all(tree) {
        let folder = format!("{}/exercises/", chapter.folder);
        for (path, text) in tree.below(&folder) {
            let Some(file) = path.strip_prefix(&folder) else { continue };
            let Some(file) = file.strip_suffix(".rs") else { continue };
            let faults = match file.rsplit_once('/') {
                None => exercise(tree, &pages, &chapter, file),
                Some((answers, name)) => {
                    answer(tree, &folder, answers, name, text)
                }
            };
            findings
                .extend(faults.into_iter().map(|m| Finding::at(path, 1, m)));
        }
    }
    findings
}

/// What the exercise `name` lacks. A file with nothing around it is no
/// exercise but a reader's copy of one.
fn exercise(
    tree: &Tree,
    pages: &[Page],
    chapter: &Chapter,
    name: &str,
) -> Vec<String> {
    let mut lacks = Vec::new();
    for answers in ["solutions", "wrong/1", "wrong/2"] {
        let path = format!("{}/exercises/{answers}/{name}.rs", chapter.folder);
        if tree.text(&path).is_none() {
            lacks.push(format!("this exercise has no {path}; write it"));
        }
    }
    let folder = format!("{}/tests/", chapter.folder);
    for call in [format!("load!({name})"), format!("check({name})")] {
        if !tree.below(&folder).any(|(_, text)| text.contains(&call)) {
            lacks.push(format!(
                "no test below {folder} says `exercise::{call}`; add it"
            ));
        }
    }
    if lacks.len() == 5 {
        return Vec::new();
    }
    lacks.extend(on_pages(pages, &chapter.folder, name));
    lacks
}

/// A section that names the file and has three hints for each file it names.
fn on_pages(pages: &[Page], folder: &str, name: &str) -> Option<String> {
    let start = format!("{folder}/exercises/");
    let path = format!("{start}{name}.rs");
    let naming: Vec<&[Line]> = pages
        .iter()
        .flat_map(sections)
        .filter(|lines| lines.iter().any(|line| line.text.contains(&path)))
        .collect();
    let counts = |lines: &&[Line]| {
        let mut named: Vec<&str> = lines
            .iter()
            .flat_map(|line| named_after(&line.text, &start))
            .collect();
        named.sort_unstable();
        named.dedup();
        let hints = lines.iter().filter(|line| is_hint(line)).count();
        (hints, HINTS * named.len())
    };
    if naming.is_empty() {
        return Some(format!("no page names `{path}`; give it a section"));
    }
    let (hints, needed) = naming
        .iter()
        .map(counts)
        .min_by_key(|(hints, needed)| hints.abs_diff(*needed))?;
    (hints != needed).then(|| {
        format!(
            "the section that names this exercise has {hints} hints of \
             {needed}; a hint begins with `<summary>Hint`"
        )
    })
}

/// The files directly in the exercises' folder that a line names.
fn named_after<'a>(
    line: &'a str,
    start: &'a str,
) -> impl Iterator<Item = &'a str> {
    line.match_indices(start).filter_map(move |(offset, _)| {
        let rest = &line[offset + start.len()..];
        let name = &rest[..rest.find(".rs")?];
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        name.chars().all(is_name).then_some(name)
    })
}

/// The parts of a page between its headings.
fn sections(page: &Page) -> Vec<&[Line]> {
    let headings = heading::headings(page);
    let mut bounds: Vec<usize> = headings.iter().map(|h| h.index).collect();
    bounds.insert(0, 0);
    bounds.push(page.lines.len());
    bounds.windows(2).map(|pair| &page.lines[pair[0]..pair[1]]).collect()
}

fn is_hint(line: &Line) -> bool {
    line.place == Place::Prose
        && line
            .text
            .split("<summary>")
            .nth(1)
            .is_some_and(|text| text.trim_start().starts_with("Hint"))
}

/// A solution or a wrong attempt stands for an exercise, and a wrong one
/// says which misconception it is.
fn answer(
    tree: &Tree,
    folder: &str,
    answers: &str,
    name: &str,
    text: &str,
) -> Vec<String> {
    let mut lacks = Vec::new();
    let exercise = format!("{folder}{name}.rs");
    if tree.text(&exercise).is_none() {
        lacks.push(format!("there is no exercise {exercise}; delete this"));
    }
    if answers.starts_with("wrong/") && !text.starts_with("//") {
        lacks.push(
            "a wrong attempt begins with its misconception, as `//! …`"
                .to_string(),
        );
    }
    lacks
}
