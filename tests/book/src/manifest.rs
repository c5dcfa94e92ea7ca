//! Just enough of `Cargo.toml`: sections, keys and values.

/// One `key = value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its line, counted from 1.
    pub line: usize,
    /// `dependencies`, `workspace.package`, …; `bin` for `[[bin]]`.
    pub section: String,
    /// Before the equals sign: `name`, `ping.workspace`.
    pub key: String,
    /// After it, as written: `"ping"`, `{ path = "…" }`.
    pub value: String,
}

/// A crate that a manifest depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The line that names it.
    pub line: usize,
    /// The key: `ping`.
    pub name: String,
    /// Everything said about it: `.workspace = true`, `path = "../01-ping"`.
    pub said: String,
}

/// The entries of a manifest, in order.
#[must_use]
pub fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut section = String::new();
    let mut depth = 0;
    for (line, number) in text.lines().zip(1..) {
        let line = without_comment(line).trim();
        if depth > 0 {
            if let Some(entry) = entries.last_mut() {
                entry.value.push(' ');
                entry.value.push_str(line);
            }
            depth += balance(line);
        } else if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).trim().to_string();
        } else if let Some((key, value)) = line.split_once('=') {
            depth = balance(value);
            entries.push(Entry {
                line: number,
                section: section.clone(),
                key: key.trim().trim_matches('"').to_string(),
                value: value.trim().to_string(),
            });
        }
    }
    entries
}

/// The string value of one key of one section.
#[must_use]
pub fn value(text: &str, section: &str, key: &str) -> Option<String> {
    entries(text)
        .into_iter()
        .find(|entry| entry.section == section && entry.key == key)
        .map(|entry| entry.value.trim_matches('"').to_string())
}

/// What the program itself depends on, on any platform; what only its tests
/// need is left aside.
#[must_use]
pub fn dependencies(text: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    for entry in entries(text) {
        let section = entry.section.as_str();
        let (name, said) = if is_dependencies(section) {
            let (name, more) =
                entry.key.split_once('.').unwrap_or((&entry.key, ""));
            (name, format!("{more} = {}", entry.value))
        } else if let Some(name) = section
            .rsplit_once('.')
            .and_then(|(table, name)| is_dependencies(table).then_some(name))
        {
            (name, format!("{} = {}", entry.key, entry.value))
        } else {
            continue;
        };
        match found.iter_mut().find(|dependency| dependency.name == name) {
            Some(dependency) => {
                dependency.said.push_str(", ");
                dependency.said.push_str(&said);
            }
            None => found.push(Dependency {
                line: entry.line,
                name: name.to_string(),
                said,
            }),
        }
    }
    found
}

/// The string after `key =` in what a manifest says about a dependency.
#[must_use]
pub fn quoted<'a>(said: &'a str, key: &str) -> Option<&'a str> {
    said.match_indices(key).find_map(|(offset, _)| {
        let before = said[..offset].chars().next_back();
        let rest = said[offset + key.len()..].trim_start();
        let rest = rest.strip_prefix('=')?.trim_start().strip_prefix('"')?;
        before
            .is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_')
            .then(|| rest.split('"').next())?
    })
}

fn is_dependencies(section: &str) -> bool {
    section == "dependencies"
        || section == "build-dependencies"
        || (section.starts_with("target.")
            && section.ends_with(".dependencies"))
}

fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    for (offset, character) in line.char_indices() {
        match character {
            '"' => in_string = !in_string,
            '#' if !in_string => return &line[..offset],
            _ => {}
        }
    }
    line
}

/// How many brackets stay open.
fn balance(text: &str) -> i32 {
    text.chars()
        .map(|c| match c {
            '[' | '{' => 1,
            ']' | '}' => -1,
            _ => 0,
        })
        .sum()
}
