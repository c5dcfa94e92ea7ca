//! One file for each thing that the book promises.

pub mod anchors;
pub mod commands;
pub mod exercises;
pub mod glossary;
pub mod ids;
pub mod includes;
pub mod links;
pub mod machine;
pub mod order;
pub mod pictures;
pub mod sections;
pub mod shape;
pub mod shown;
pub mod source;
pub mod summary;
pub mod typed;
pub mod versions;

use crate::{Finding, Tree};

/// A check reads the repository and says what is wrong.
pub type Check = fn(&Tree) -> Vec<Finding>;

/// Every check that needs nothing but the repository's text.
pub const ALL: &[(&str, Check)] = &[
    ("anchors", anchors::check),
    ("commands", commands::check),
    ("exercises", exercises::check),
    ("glossary", glossary::check),
    ("ids", ids::check),
    ("includes", includes::check),
    ("links", links::check),
    ("machine", machine::check),
    ("order", order::check),
    ("pictures", pictures::check),
    ("sections", sections::check),
    ("shape", shape::check),
    ("shown", shown::check),
    ("source", source::check),
    ("summary", summary::check),
    ("typed", typed::check),
];
