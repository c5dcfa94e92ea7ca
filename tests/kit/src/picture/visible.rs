//! Bytes as something that can be read.

/// Text where it is text, with `\n` and its like spelled out; else hex.
pub(super) fn visible(bytes: &[u8]) -> String {
    match readable(bytes) {
        Some(text) => text.chars().map(spelled).collect(),
        None => hex(bytes),
    }
}

/// Bytes as text, if all of them are characters that can be read.
pub(super) fn readable(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let can_be_read =
        |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().all(can_be_read).then_some(text)
}

/// A character, with those that cannot be seen spelled out.
pub(super) fn spelled(character: char) -> String {
    match character {
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        '\\' => r"\\".to_owned(),
        other => other.to_string(),
    }
}

/// Two digits a byte, with a blank between: `81 05 48`.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|b| format!("{b:02x}")).collect();
    digits.join(" ")
}

/// `1 byte`, `4 bytes`, `1,300 bytes`.
pub(super) fn count_of(size: u64, unit: &str) -> String {
    let number = thousands(size);
    match (size, unit) {
        (_, "") => number,
        (1, plural) => format!("1 {}", plural.trim_end_matches('s')),
        _ => format!("{number} {unit}"),
    }
}

/// At most `limit` characters, without cutting an escape in two.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short = String::new();
    for (part, _) in parts(text) {
        for whole in whole(part) {
            if short.chars().count() + whole.chars().count() >= limit {
                return short + "…";
            }
            short.push_str(whole);
        }
    }
    short
}

/// Splits spelled text into runs: `true` where it stands for a line end or
/// another character that cannot be seen.
pub(super) fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let (mut start, mut rest) = (0, 0);
    while let Some(at) = text[rest..].find('\\').map(|at| at + rest) {
        let end = (at + 2).min(text.len());
        let end = (end..=text.len())
            .find(|&end| text.is_char_boundary(end))
            .unwrap_or(text.len());
        if start < at {
            parts.push((&text[start..at], false));
        }
        parts.push((&text[at..end], true));
        (start, rest) = (end, end);
    }
    if start < text.len() {
        parts.push((&text[start..], false));
    }
    parts
}

fn whole(part: &str) -> Vec<&str> {
    if part.starts_with('\\') {
        return vec![part];
    }
    let next = |(at, c): (usize, char)| &part[at..at + c.len_utf8()];
    part.char_indices().map(next).collect()
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
