//! Misconception: a range ends before its last number.

pub fn encode(code: u16, reason: &str) -> Vec<u8> {
    let mut end = reason.len().min(123);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    [&code.to_be_bytes(), &reason.as_bytes()[..end]].concat()
}

pub fn decode(payload: &[u8]) -> Result<Option<(u16, String)>, u16> {
    let [first, second, reason @ ..] = payload else {
        return if payload.is_empty() { Ok(None) } else { Err(1002) };
    };
    let code = u16::from_be_bytes([*first, *second]);
    if !matches!(code, 1000..=1003 | 1007..1014 | 3000..=4999) {
        return Err(1002);
    }
    match String::from_utf8(reason.to_vec()) {
        Ok(reason) => Ok(Some((code, reason))),
        Err(_) => Err(1007),
    }
}
