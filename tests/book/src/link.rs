//! The links of a page's prose.

use crate::heading::attributes;
use crate::prose::Prose;

/// One link or image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line where its target stands.
    pub line: usize,
    /// `page.md#heading`
    pub target: String,
    /// The text between the brackets of an image; `None` for a link.
    pub alt: Option<String>,
}

/// Every link of that prose: in markdown, in angle brackets, in HTML.
#[must_use]
pub fn links(prose: &Prose) -> Vec<Link> {
    let mut links = inline(prose);
    let plain = |(line, target): (usize, &str)| Link {
        line,
        target: target.to_string(),
        alt: None,
    };
    links.extend(
        definitions(prose).map(|(line, _, target)| plain((line, target))),
    );
    links.extend(automatic(prose).map(plain));
    for name in ["href", "src"] {
        links.extend(attributes(prose, name).into_iter().map(plain));
    }
    links.sort_by_key(|link| link.line);
    links
}

/// The line and label of every `[text][label]` that nothing defines.
#[must_use]
pub fn undefined(prose: &Prose) -> Vec<(usize, &str)> {
    let known: Vec<String> =
        definitions(prose).map(|(_, label, _)| label.to_lowercase()).collect();
    let text = &prose.text;
    text.match_indices("][")
        .filter_map(|(offset, _)| {
            let label = text[offset + 2..].split(']').next()?;
            let is_known = known.contains(&label.to_lowercase());
            (!label.is_empty() && !is_known)
                .then(|| (prose.line(offset), label))
        })
        .collect()
}

/// `[text](target "title")` and `![alt](target)`
fn inline(prose: &Prose) -> Vec<Link> {
    let text = &prose.text;
    text.match_indices("](")
        .map(|(offset, _)| {
            let target = destination(&text[offset + 2..]).to_string();
            let open = opening_bracket(&text[..offset]);
            let is_image = text[..open].ends_with('!');
            let inner = &text[(open + 1).min(offset)..offset];
            let alt = is_image.then(|| inner.trim().to_string());
            Link { line: prose.line(offset), target, alt }
        })
        .collect()
}

/// Up to white space or the bracket that closes the target.
fn destination(rest: &str) -> &str {
    let rest = rest.trim_start();
    if let Some(inner) = rest.strip_prefix('<') {
        return inner.split('>').next().unwrap_or("");
    }
    let mut depth = 0;
    for (offset, character) in rest.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return &rest[..offset],
            ')' => depth -= 1,
            c if c.is_whitespace() => return &rest[..offset],
            _ => {}
        }
    }
    rest
}

/// Where the bracket opens that closes at the end of `text`.
fn opening_bracket(text: &str) -> usize {
    let mut depth = 0;
    for (offset, character) in text.char_indices().rev() {
        match character {
            ']' => depth += 1,
            '[' if depth == 0 => return offset,
            '[' => depth -= 1,
            _ => {}
        }
    }
    0
}

/// `[label]: target`, footnotes left aside.
fn definitions(prose: &Prose) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut offset = 0;
    prose.text.split_inclusive('\n').filter_map(move |line| {
        let number = prose.line(offset);
        offset += line.len();
        let (label, rest) =
            line.trim_start().strip_prefix('[')?.split_once("]:")?;
        let target = destination(rest);
        let is_definition = !label.starts_with('^') && !label.contains(']');
        (is_definition && !target.is_empty()).then_some((number, label, target))
    })
}

/// `<https://…>`
fn automatic(prose: &Prose) -> impl Iterator<Item = (usize, &str)> {
    prose.text.match_indices("<http").filter_map(|(offset, _)| {
        let target = prose.text[offset + 1..].split('>').next()?;
        Some((prose.line(offset), target))
    })
}
