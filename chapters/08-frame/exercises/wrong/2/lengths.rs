//! Misconception: seven bits count to 127, and numbers travel as they lie in
//! memory.

#[derive(Debug, PartialEq)]
pub enum Refused {
    NotShortest,
    TopBit,
}

pub fn encode(size: u64) -> Vec<u8> {
    match size {
        0..=127 => vec![size as u8],
        128..=65535 => [&[126], &(size as u16).to_le_bytes()[..]].concat(),
        _ => [&[127], &size.to_le_bytes()[..]].concat(),
    }
}

pub fn decode(bytes: &[u8]) -> Result<Option<(u64, usize)>, Refused> {
    let (end, least) = match bytes.first() {
        None => return Ok(None),
        Some(126) => (3, 128),
        Some(127) => (9, 65536),
        Some(size) => return Ok(Some((u64::from(*size), 1))),
    };
    let Some(digits) = bytes.get(1..end) else { return Ok(None) };
    let digits = digits.iter().rev();
    let size = digits.fold(0, |size, byte| size << 8 | u64::from(*byte));
    if size >> 63 == 1 {
        return Err(Refused::TopBit);
    }
    if size < least {
        return Err(Refused::NotShortest);
    }
    Ok(Some((size, end)))
}
