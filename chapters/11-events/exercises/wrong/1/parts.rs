//! Misconception: what stands in front of the first comma is the namespace,
//! and what stands in front of the first `-` is the count.

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
    let rest = &packet[1..];
    let (count, rest) = rest.split_once('-').unwrap_or(("0", rest));
    let attachments = count.parse().ok()?;
    let (namespace, rest) = rest.split_once(',').unwrap_or(("/", rest));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, data) = rest.split_at(end);
    let id = digits.parse().ok();
    Some(Parts { kind, attachments, namespace, id, data })
}
