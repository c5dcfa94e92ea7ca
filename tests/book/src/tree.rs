//! The repository as a map from path to text, from disk or from literals.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders that hold nothing anybody wrote.
const SKIPPED: &[&str] =
    &[".git", "target", "node_modules", "__pycache__", ".venv", "book/book"];

/// Files beyond this size are known by name only.
const LARGEST: u64 = 1024 * 1024;

/// All files, by their path below the root, with forward slashes.
///
/// The checks see the repository only through this type, so that a test can
/// hand them a small tree made of literals.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    root: Option<PathBuf>,
}

impl Tree {
    /// Reads every file below `root`. Bytes that are no UTF-8 are replaced:
    /// of a picture or a capture only the name matters here.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn load(root: &Path) -> io::Result<Tree> {
        let mut tree = Tree { files: BTreeMap::new(), root: None };
        let root = root.canonicalize()?;
        tree.read_folder(&root, "")?;
        tree.root = Some(root);
        Ok(tree)
    }

    /// A tree of literals.
    #[must_use]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        files
            .iter()
            .fold(Tree::default(), |tree, (path, text)| tree.with(path, text))
    }

    /// The same tree with one file more, or replaced.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Tree {
        self.files.insert(path.to_string(), text.to_string());
        self
    }

    /// The same tree without that file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Tree {
        self.files.remove(path);
        self
    }

    /// The text of a file, if there is such a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Is there a file of that path, or a folder with something in it?
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files.contains_key(path)
            || path.is_empty()
            || self.below(&format!("{path}/")).next().is_some()
    }

    /// Path and text of every file whose path starts so.
    pub fn below<'a>(
        &'a self,
        start: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files
            .range(start.to_string()..)
            .take_while(move |(path, _)| path.starts_with(start))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Where the tree was loaded from.
    #[must_use]
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    fn read_folder(&mut self, folder: &Path, path: &str) -> io::Result<()> {
        if folder.join("CACHEDIR.TAG").exists() {
            return Ok(()); // a target folder, whatever its name
        }
        let entries = match fs::read_dir(folder) {
            // Somebody else deleted it just now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(());
            }
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match path {
                "" => name.clone(),
                path => format!("{path}/{name}"),
            };
            if SKIPPED.contains(&name.as_str())
                || SKIPPED.contains(&path.as_str())
            {
                continue;
            }
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &path)?;
            } else {
                self.files.insert(path, text_of(&entry.path()));
            }
        }
        Ok(())
    }
}

/// A file that vanishes or cannot be read while we look has no text.
fn text_of(path: &Path) -> String {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() <= LARGEST => {
            let bytes = fs::read(path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        }
        _ => String::new(),
    }
}
