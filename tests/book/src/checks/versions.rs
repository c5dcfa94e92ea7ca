//! No dependency asks for a newer Rust than the README does.

use crate::manifest;
use crate::{Finding, Tree};

/// Compares what `cargo metadata` says with the workspace's `rust-version`.
#[must_use]
pub fn check(tree: &Tree, metadata: &str) -> Vec<Finding> {
    let manifest = tree.text("Cargo.toml").unwrap_or("");
    let ours = manifest::value(manifest, "workspace.package", "rust-version");
    let Some(ours) = ours else {
        let message = "[workspace.package] needs a `rust-version`";
        return vec![Finding::at("Cargo.toml", 1, message)];
    };
    let packages = packages(metadata);
    if packages.is_empty() {
        let message = "cargo metadata named no package; has its form changed?";
        return vec![Finding::at("Cargo.lock", 1, message)];
    }
    let lock = tree.text("Cargo.lock").unwrap_or("");
    packages
        .iter()
        .filter(|package| numbers(package.rust) > numbers(&ours))
        .map(|package| {
            let Package { name, version, rust } = package;
            Finding::at(
                "Cargo.lock",
                line_of(lock, name, version),
                format!(
                    "{name} {version} needs Rust {rust}, the workspace says \
                     {ours}; take an older {name}, or raise `rust-version`"
                ),
            )
        })
        .collect()
}

struct Package<'a> {
    name: &'a str,
    version: &'a str,
    /// Empty if it says nothing.
    rust: &'a str,
}

/// In the JSON a package begins with `{"name":"…","version":"…"`, and only a
/// package does; its `rust_version` comes last. Quotes inside of strings are
/// escaped, so none of this can be part of a description.
fn packages(metadata: &str) -> Vec<Package<'_>> {
    const NAME: &str = "{\"name\":\"";
    const VERSION: &str = "\",\"version\":\"";
    let mut packages: Vec<Package<'_>> = Vec::new();
    for part in metadata.split(NAME).skip(1) {
        let (name, rest) = part.split_once('"').unwrap_or((part, ""));
        let version = part[name.len()..].strip_prefix(VERSION);
        if let Some(version) = version {
            let version = version.split('"').next().unwrap_or("");
            packages.push(Package { name, version, rust: "" });
        }
        let rust = rest
            .rsplit_once("\"rust_version\":\"")
            .and_then(|(_, rust)| rust.split('"').next());
        if let (Some(rust), Some(package)) = (rust, packages.last_mut()) {
            package.rust = rust;
        }
    }
    packages
}

/// `1.85` and `1.85.0` are the same.
fn numbers(version: &str) -> [u32; 3] {
    let mut numbers = [0; 3];
    for (number, part) in numbers.iter_mut().zip(version.split('.')) {
        *number = part.parse().unwrap_or(0);
    }
    numbers
}

fn line_of(lock: &str, name: &str, version: &str) -> usize {
    let named = format!("name = \"{name}\"");
    let versioned = format!("version = \"{version}\"");
    let lines: Vec<&str> = lock.lines().collect();
    lines
        .windows(2)
        .position(|pair| pair[0] == named && pair[1] == versioned)
        .map_or(1, |index| index + 1)
}
