//! Misconception: 125 bytes are for the reason, any code is a code, and one
//! byte is as good as none.

pub fn encode(code: u16, reason: &str) -> Vec<u8> {
    let mut end = reason.len().min(125);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    [&code.to_be_bytes(), &reason.as_bytes()[..end]].concat()
}

pub fn decode(payload: &[u8]) -> Result<Option<(u16, String)>, u16> {
    let [first, second, reason @ ..] = payload else {
        return Ok(None);
    };
    let code = u16::from_be_bytes([*first, *second]);
    match String::from_utf8(reason.to_vec()) {
        Ok(reason) => Ok(Some((code, reason))),
        Err(_) => Err(1007),
    }
}
