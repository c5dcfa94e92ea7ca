//! Misconception: a namespace always ends with its comma, and digits can
//! always be read as a number.

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
        (attachments, rest) = (count.parse().ok()?, behind);
    }
    let mut namespace = "/";
    if rest.starts_with('/') {
        (namespace, rest) = rest.split_once(',')?;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, data) = rest.split_at(end);
    let id = match digits {
        "" => None,
        digits => Some(digits.parse().unwrap()),
    };
    Some(Parts { kind, attachments, namespace, id, data })
}
