//! Misconception: `as u16` converts a number. (It cuts it off: 65536
//! becomes 0.)

#[derive(Debug, PartialEq)]
pub struct TooLong(pub usize);

pub fn encode(message: &[u8]) -> Result<Vec<u8>, TooLong> {
    let mut framed = (message.len() as u16).to_be_bytes().to_vec();
    framed.extend_from_slice(message);
    Ok(framed)
}

pub fn decode(
    buffer: &mut Vec<u8>,
    max_size: usize,
) -> Result<Option<Vec<u8>>, TooLong> {
    let Some(length) = buffer.first_chunk::<2>() else {
        return Ok(None);
    };
    let size = usize::from(u16::from_be_bytes(*length));
    if size > max_size {
        return Err(TooLong(size));
    }
    if buffer.len() < 2 + size {
        return Ok(None);
    }
    let framed: Vec<u8> = buffer.drain(..2 + size).collect();
    Ok(Some(framed[2..].to_vec()))
}
