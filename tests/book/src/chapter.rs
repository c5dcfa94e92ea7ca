//! The chapters, as their folders name them.

use crate::manifest;
use crate::tree::Tree;

/// `chapters/03-framing`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The folder, below the repository's root.
    pub folder: String,
    /// Its place in the book: 3.
    pub number: u32,
    /// What its library is called: `framing`.
    pub name: String,
}

impl Chapter {
    /// The chapter's main page.
    #[must_use]
    pub fn page(&self) -> String {
        format!("book/src/{}.md", self.name)
    }

    /// The chapter's manifest.
    #[must_use]
    pub fn manifest(&self) -> String {
        format!("{}/Cargo.toml", self.folder)
    }

    /// `chapter-03`
    #[must_use]
    pub fn package(&self) -> String {
        format!("chapter-{:02}", self.number)
    }

    /// A chapter's folder, if that is what this path lies in.
    #[must_use]
    pub fn of(path: &str) -> Option<Chapter> {
        let folder = path.strip_prefix("chapters/")?.split('/').next()?;
        let (number, name) = folder.split_once('-')?;
        let is_name =
            !name.is_empty() && !name.contains(|c: char| !c.is_alphabetic());
        (number.len() == 2 && is_name).then_some(())?;
        Some(Chapter {
            folder: format!("chapters/{folder}"),
            number: number.parse().ok()?,
            name: name.to_string(),
        })
    }
}

/// Every chapter that has a manifest, in order.
#[must_use]
pub fn all(tree: &Tree) -> Vec<Chapter> {
    manifests(tree).filter_map(Chapter::of).collect()
}

/// The manifests right below `chapters/`, whatever their folders' names.
pub fn manifests(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.below("chapters/").map(|(path, _)| path).filter(|path| {
        path.ends_with("/Cargo.toml") && path.matches('/').count() == 2
    })
}

/// Is there a library of that name among the workspace's dependencies, and
/// which chapter's is it?
#[must_use]
pub fn of_dependency(tree: &Tree, name: &str, said: &str) -> Option<u32> {
    let root = tree.text("Cargo.toml").unwrap_or("");
    let inherited = manifest::entries(root)
        .into_iter()
        .find(|e| e.section == "workspace.dependencies" && e.key == name);
    let workspace = inherited.map(|entry| entry.value).unwrap_or_default();
    let package = manifest::quoted(said, "package")
        .or_else(|| manifest::quoted(&workspace, "package"))
        .unwrap_or(name);
    if let Some(number) = package.strip_prefix("chapter-") {
        return number.parse().ok();
    }
    let path = manifest::quoted(said, "path")
        .or_else(|| manifest::quoted(&workspace, "path"))?;
    let folder = path.rsplit('/').next()?;
    Chapter::of(&format!("chapters/{folder}")).map(|chapter| chapter.number)
}
