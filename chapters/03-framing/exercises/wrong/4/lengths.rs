//! Misconception: the length has been read, so it can leave the buffer.

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
    if buffer.len() < 2 {
        return Ok(None);
    }
    let length: Vec<u8> = buffer.drain(..2).collect();
    let size = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if size > max_size {
        return Err(TooLong(size));
    }
    if buffer.len() < size {
        return Ok(None);
    }
    Ok(Some(buffer.drain(..size).collect()))
}
