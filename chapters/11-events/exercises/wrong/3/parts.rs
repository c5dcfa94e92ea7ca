//! Misconception: an id is one digit, since examples have one digit.

#[derive(Debug, PartialEq)]
pub struct Parts<'a> {
    pub kind: char,
    pub attachments: u64,
    pub namespace: &'a str,
    pub id: Option<u64>,
    pub data: &'a str,
}

pub fn take_apart(message: &str) -> Option<Parts<'_>> {
    let mut rest = message.get(2..)?;
    let kind = message.chars().nth(1).filter(|c| ('0'..='6').contains(c))?;
    let mut attachments = 0;
    if matches!(kind, '5' | '6') {
        attachments = u64::from(rest.chars().next()?.to_digit(10)?);
        rest = rest.get(2..)?;
    }
    let mut namespace = "/";
    if rest.starts_with('/') {
        (namespace, rest) = rest.split_once(',').unwrap_or((rest, ""));
    }
    let mut id = None;
    if let Some(digit) = rest.chars().next().and_then(|c| c.to_digit(10)) {
        (id, rest) = (Some(u64::from(digit)), &rest[1..]);
    }
    Some(Parts { kind, attachments, namespace, id, data: rest })
}
