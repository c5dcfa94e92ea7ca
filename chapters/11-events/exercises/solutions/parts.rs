//! 11.1: from left to right, and each part only where it can stand.

#[derive(Debug, PartialEq)]
pub struct Parts<'a> {
    pub kind: char,
    pub attachments: u64,
    pub namespace: &'a str,
    pub id: Option<u64>,
    pub data: &'a str,
}

pub fn take_apart(message: &str) -> Option<Parts<'_>> {
    let packet = message.strip_prefix('4')?;
    let kind = packet.chars().next().filter(|c| ('0'..='6').contains(c))?;
    let mut rest = &packet[1..];
    let mut attachments = 0;
    if matches!(kind, '5' | '6') {
        let (count, behind) = rest.split_once('-')?;
        (attachments, rest) = (number(count)?, behind);
    }
    let mut namespace = "/";
    if rest.starts_with('/') {
        (namespace, rest) = rest.split_once(',').unwrap_or((rest, ""));
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, data) = rest.split_at(end);
    let id = if digits.is_empty() { None } else { Some(number(digits)?) };
    Some(Parts { kind, attachments, namespace, id, data })
}

/// `parse` alone would take a `+` as well.
fn number(digits: &str) -> Option<u64> {
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| all_digits)
}
