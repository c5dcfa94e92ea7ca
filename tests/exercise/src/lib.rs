//! The two macros behind every exercise.
//!
//! A chapter's test target loads the file that the reader edits, and marks
//! the tests that check it:
//!
//! ```text
//! exercise::load!(lines);
//!
//! #[exercise::check(lines)]
//! #[test]
//! fn two_lines_in_one_read_are_two_lines() { … }
//! ```
//!
//! While `exercises/lines.rs` still holds its marker (`not_yet!` or a blank
//! prediction, `"???"`), the test is ignored as *not done yet*. Deleting the
//! marker arms it. Nobody edits a test file.
//!
//! The environment variable `ANSWERS` points the same checks at another
//! folder: `ANSWERS=solutions`, `ANSWERS=wrong/1`. Where that folder has no
//! such file (`wrong/3` often holds a single one), the solution stands in.

mod marker;

use proc_macro::{TokenStream, TokenTree};
use std::path::{Path, PathBuf};

/// Emits `mod NAME;` for the exercise file of that name.
///
/// While the exercise is unsolved, unused items in it are no warning.
#[proc_macro]
pub fn load(input: TokenStream) -> TokenStream {
    let name = match name_in(input) {
        Ok(name) => name,
        Err(error) => return error,
    };
    let file = Exercise::named(&name);
    let text = match file.read() {
        Ok(text) => text,
        Err(error) => return error,
    };
    let allow =
        if marker::is_in(&text) { "#[allow(unused, clippy::all)]" } else { "" };
    // The environment variable is named so that cargo expands again when it
    // changes. A change of the file itself is noticed through `mod`.
    format!(
        "const _: Option<&str> = option_env!(\"ANSWERS\");
         {allow} #[path = {:?}] mod {name};",
        file.path_from_tests(),
    )
    .parse()
    .expect("a module declaration")
}

/// Marks a test as the check of an exercise: it is ignored, with the file to
/// open, for as long as the exercise is not done.
#[proc_macro_attribute]
pub fn check(attribute: TokenStream, test: TokenStream) -> TokenStream {
    let name = match name_in(attribute) {
        Ok(name) => name,
        Err(error) => return error,
    };
    let file = Exercise::named(&name);
    let text = match file.read() {
        Ok(text) => text,
        Err(error) => return error,
    };
    if !marker::is_in(&text) {
        return test;
    }
    let reason = format!("not done yet: open {}", file.path_from_workspace());
    let mut marked: TokenStream =
        format!("#[ignore = {reason:?}]").parse().expect("an ignore attribute");
    marked.extend(test);
    marked
}

/// One exercise file, in the folder that `ANSWERS` names.
struct Exercise {
    chapter: PathBuf,
    /// Below the chapter, with forward slashes: `exercises/lines.rs`.
    file: String,
}

impl Exercise {
    fn named(name: &str) -> Exercise {
        let chapter: PathBuf = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .unwrap_or_default();
        let answers = std::env::var("ANSWERS").unwrap_or_default();
        let folder = match answers.trim_matches('/') {
            "" => "exercises".to_string(),
            answers => format!("exercises/{answers}"),
        };
        let mut file = format!("{folder}/{name}.rs");
        if !answers.is_empty() && !chapter.join(&file).is_file() {
            file = format!("exercises/solutions/{name}.rs");
        }
        Exercise { chapter, file }
    }

    fn read(&self) -> Result<String, TokenStream> {
        let path = self.chapter.join(&self.file);
        std::fs::read_to_string(&path).map_err(|error| {
            compile_error(&format!("cannot read {}: {error}", path.display()))
        })
    }

    /// As seen from the chapter's `tests/` folder, where the macro is called.
    fn path_from_tests(&self) -> String {
        format!("../{}", self.file)
    }

    /// As a reader finds it: `chapters/03-framing/exercises/lines.rs`.
    fn path_from_workspace(&self) -> String {
        let folder = |path: &Path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let chapters = self.chapter.parent().map(folder).unwrap_or_default();
        format!("{chapters}/{}/{}", folder(&self.chapter), self.file)
    }
}

fn name_in(input: TokenStream) -> Result<String, TokenStream> {
    let mut tokens = input.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => Ok(name.to_string()),
        _ => Err(compile_error(
            "expected the name of one exercise: the file's name without .rs",
        )),
    }
}

fn compile_error(message: &str) -> TokenStream {
    format!("::std::compile_error!({message:?});")
        .parse()
        .expect("a compile_error")
}
