//! Misconception: a length has as many bytes as its number.

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
    let (end, least) = match bytes.first() {
        None => return Ok(None),
        Some(126) => (3, 126),
        Some(127) => (9, 65536),
        Some(size) => return Ok(Some((u64::from(*size), 1))),
    };
    let Some(digits) = bytes.get(1..end) else { return Ok(None) };
    let size = digits.iter().fold(0, |size, byte| size << 8 | u64::from(*byte));
    if size >> 63 == 1 {
        return Err(Refused::TopBit);
    }
    if size < least {
        return Err(Refused::NotShortest);
    }
    Ok(Some((size, end - 1)))
}
