//! Where mdBook comes from: the PATH, or an installation of our own.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that we install. Any other 0.5 will do; 0.4 reads another
/// `book.toml`.
const PINNED: &str = "0.5.4";
/// What mdBook needs to be built with. The chapters do with less.
const RUST_FOR_MDBOOK: (u32, u32) = (1, 88);

const NOT_INSTALLED: &str = "
mdBook was not installed; cargo says above why. It needs the network, once.
Any mdbook 0.5 on the PATH will do as well. The chapters need neither:
cargo run -p chapter-01";

/// The mdBook on the PATH, if it is one that reads our book.
pub(crate) fn on_path() -> Option<PathBuf> {
    let mdbook = PathBuf::from("mdbook");
    let found = first_line_of(&mdbook)?;
    if reads_our_book(&found) {
        return Some(mdbook);
    }
    eprintln!("Passing over the {found} on the PATH: the book needs 0.5.");
    None
}

/// Our own mdBook below the target folder, installed now if it is not there.
pub(crate) fn installed_below(target: &Path) -> Result<PathBuf, String> {
    let target = std::path::absolute(target)
        .map_err(|error| format!("{}: {error}", target.display()))?;
    let root = target.join("mdbook");
    let name = format!("mdbook{}", env::consts::EXE_SUFFIX);
    let mdbook = root.join("bin").join(name);
    if first_line_of(&mdbook).is_some_and(|line| reads_our_book(&line)) {
        return Ok(mdbook);
    }
    install(&root)?;
    Ok(mdbook)
}

fn install(root: &Path) -> Result<(), String> {
    // cargo names itself to the programs that it runs.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    check_rust(&cargo)?;
    eprintln!(
        "The book is served by mdBook, and there is none on the PATH.\n\
         Installing mdBook {PINNED} below {}: about a minute, only this once.\n\
         You may interrupt it; the next `cargo run` goes on from there.\n",
        root.display()
    );
    // Without a folder of its own, an interrupted build would start anew.
    let build = root.join("build");
    let status = Command::new(&cargo)
        .args(["install", "--debug", "--locked", "--force", "--root"])
        .arg(root)
        .arg("--target-dir")
        .arg(&build)
        .arg(format!("mdbook@={PINNED}"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0") // 32 MB instead of 125
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if !status.success() {
        return Err(NOT_INSTALLED.to_string());
    }
    // A few hundred megabytes. If they cannot be deleted, no harm is done.
    let _ = fs::remove_dir_all(build);
    eprintln!();
    Ok(())
}

/// An old Rust would fail in the middle of the build, in many lines.
fn check_rust(cargo: &OsString) -> Result<(), String> {
    let line = first_line_of(Path::new(cargo)).unwrap_or_default();
    // cargo and rustc come together, with one version.
    let Some((major, minor, _)) = version_in(&line) else {
        return Ok(());
    };
    if (major, minor) >= RUST_FOR_MDBOOK {
        return Ok(());
    }
    let (needed, needed_minor) = RUST_FOR_MDBOOK;
    Err(format!(
        "mdBook {PINNED} needs Rust {needed}.{needed_minor}, and this is \
         {major}.{minor}. That is for the book only: the chapters are \
         content with 1.85.\n\
         Run `rustup update`, or put an mdbook 0.5 on the PATH."
    ))
}

/// What the program answers to `--version`, if it is there and answers.
fn first_line_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().map(|line| line.trim().to_string())
}

fn reads_our_book(line: &str) -> bool {
    matches!(version_in(line), Some((0, 5, _)))
}

/// The version in a line like `mdbook v0.5.4` or `cargo 1.95.0 (f2d3ce0bd
/// 2026-03-21)`. A pre-release like `0.5.0-beta.1` is none.
fn version_in(line: &str) -> Option<(u32, u32, u32)> {
    let word = line.split_whitespace().nth(1)?;
    let mut numbers = word.strip_prefix('v').unwrap_or(word).split('.');
    let mut number = || numbers.next()?.parse().ok();
    Some((number()?, number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::{reads_our_book, version_in};

    #[test]
    fn a_version_is_read_from_what_a_program_says_of_itself() {
        assert_eq!(version_in("mdbook v0.5.4"), Some((0, 5, 4)));
        let cargo = "cargo 1.95.0 (f2d3ce0bd 2026-03-21)";
        assert_eq!(version_in(cargo), Some((1, 95, 0)));
        for line in ["", "mdbook", "mdbook v0.5", "mdbook v0.5.x", "v 1.-2.3"] {
            assert_eq!(version_in(line), None, "{line}");
        }
    }

    #[test]
    fn only_a_released_mdbook_of_0_5_reads_our_book() {
        assert!(reads_our_book("mdbook v0.5.0"));
        assert!(reads_our_book("mdbook v0.5.12"));
        assert!(!reads_our_book("mdbook v0.5.0-beta.1"));
        assert!(!reads_our_book("mdbook v0.4.52"));
        assert!(!reads_our_book("mdbook v0.6.0"));
        assert!(!reads_our_book("mdbook v1.5.4"));
    }
}
