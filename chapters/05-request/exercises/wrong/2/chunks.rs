//! Misconception: chunks are lines, so the line end behind a chunk shows
//! where it ends.

#[derive(Debug, PartialEq)]
pub struct BadChunk;

pub const MAX_SIZE: usize = 64;

pub fn decode(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, BadChunk> {
    let (mut body, mut at) = (Vec::new(), 0);
    let mut line = || {
        let rest = &bytes[at..];
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        at += end + 2;
        Some((rest[..end].to_vec(), at))
    };
    loop {
        let Some((size, _)) = line() else { return Ok(None) };
        let size = String::from_utf8(size).map_err(|_| BadChunk)?;
        let size = size.split(';').next().unwrap_or("").to_string();
        let size = usize::from_str_radix(&size, 16).map_err(|_| BadChunk)?;
        let Some((chunk, end)) = line() else { return Ok(None) };
        if size == 0 {
            return Ok(Some((body, end)));
        }
        body.extend_from_slice(&chunk);
        if body.len() > MAX_SIZE {
            return Err(BadChunk);
        }
    }
}
