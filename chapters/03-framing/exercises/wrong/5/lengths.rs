//! Misconception: where a message begins, its whole length has come.

#[derive(Debug, PartialEq)]
pub struct TooLong(pub usize);

pub fn encode(message: &[u8]) -> Result<Vec<u8>, TooLong> {
    let size = message.len();
    let length = u16::try_from(size).map_err(|_| TooLong(size))?;
    let mut framed = length.to_be_bytes().to_vec();
    framed.extend_from_slice(message);
    Ok(framed)
}

pub fn decode(
    buffer: &mut Vec<u8>,
    max_size: usize,
) -> Result<Option<Vec<u8>>, TooLong> {
    let size = usize::from(u16::from_be_bytes([buffer[0], buffer[1]]));
    if size > max_size {
        return Err(TooLong(size));
    }
    if buffer.len() < 2 + size {
        return Ok(None);
    }
    let framed: Vec<u8> = buffer.drain(..2 + size).collect();
    Ok(Some(framed[2..].to_vec()))
}
