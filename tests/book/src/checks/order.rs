//! The dependency graph is the table of contents: a chapter stands on
//! chapters with smaller numbers.

use crate::chapter::{self, Chapter};
use crate::manifest::{self, Dependency};
use crate::{Finding, Tree};

/// Packages that only tests may use.
const FOR_TESTS: &[&str] = &["exercise", "kit", "peer", "insta", "tests-book"];

/// Reads every chapter's manifest.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in chapter::manifests(tree) {
        let text = tree.text(path).unwrap_or("");
        match Chapter::of(path) {
            None => findings.push(Finding::at(
                path,
                1,
                "a chapter's folder is called `NN-name`, the name one word",
            )),
            Some(chapter) => {
                findings.extend(names(&chapter, text));
                findings.extend(dependencies(tree, &chapter, text));
            }
        }
    }
    findings
}

fn names(chapter: &Chapter, text: &str) -> Vec<Finding> {
    let expected =
        [("package", chapter.package()), ("lib", chapter.name.clone())];
    let mut findings = Vec::new();
    for (section, name) in expected {
        if manifest::value(text, section, "name").as_ref() != Some(&name) {
            findings.push(Finding::at(
                &chapter.manifest(),
                1,
                format!("[{section}] needs `name = \"{name}\"`"),
            ));
        }
    }
    findings
}

fn dependencies(tree: &Tree, chapter: &Chapter, text: &str) -> Vec<Finding> {
    manifest::dependencies(text)
        .iter()
        .filter_map(|dependency| {
            let message = fault(tree, chapter, dependency)?;
            let path = chapter.manifest();
            Some(Finding::at(&path, dependency.line, message))
        })
        .collect()
}

fn fault(
    tree: &Tree,
    chapter: &Chapter,
    dependency: &Dependency,
) -> Option<String> {
    let Dependency { name, said, .. } = dependency;
    if FOR_TESTS.contains(&name.as_str()) {
        return Some(format!(
            "`{name}` is for tests; move it to [dev-dependencies]"
        ));
    }
    let number = chapter::of_dependency(tree, name, said)?;
    (number >= chapter.number).then(|| {
        format!(
            "chapter {:02} stands on `{name}` of chapter {number:02}, which \
             comes later; if a test needs it, move it to [dev-dependencies]",
            chapter.number
        )
    })
}
