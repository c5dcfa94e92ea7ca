//! Misconception: be liberal in what you accept. A longer form is no harm.

#[derive(Debug, PartialEq)]
pub enum Refused {
    NotShortest,
    TopBit,
}

pub fn encode(size: u64) -> Vec<u8> {
    match size {
        0..=125 => vec![size as u8],
        126..=65535 => [&[126], &(size as u16).to_be_bytes()[..]].concat(),
        _ => [&[127], &size.to_be_bytes()[..]].concat(),
    }
}

pub fn decode(bytes: &[u8]) -> Result<Option<(u64, usize)>, Refused> {
    let end = match bytes.first() {
        None => return Ok(None),
        Some(126) => 3,
        Some(127) => 9,
        Some(size) => return Ok(Some((u64::from(*size), 1))),
    };
    let Some(digits) = bytes.get(1..end) else { return Ok(None) };
    let size = digits.iter().fold(0, |size, byte| size << 8 | u64::from(*byte));
    match size >> 63 {
        0 => Ok(Some((size, end))),
        _ => Err(Refused::TopBit),
    }
}
