//! Misconception: the two bytes behind a chunk are its line end, so they need
//! not be looked at.

#[derive(Debug, PartialEq)]
pub struct BadChunk;

pub const MAX_SIZE: usize = 64;

pub fn decode(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, BadChunk> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let rest = &bytes[at..];
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else {
            return Ok(None);
        };
        let line = std::str::from_utf8(&rest[..end]).map_err(|_| BadChunk)?;
        let digits = line.split(';').next().unwrap_or(line).trim_end();
        if digits.starts_with('+') {
            return Err(BadChunk);
        }
        let size = usize::from_str_radix(digits, 16).map_err(|_| BadChunk)?;
        if size > MAX_SIZE - body.len() {
            return Err(BadChunk);
        }
        let chunk = at + end + 2;
        at = chunk + size + 2;
        if at > bytes.len() {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some((body, at)));
        }
        body.extend_from_slice(&bytes[chunk..chunk + size]);
    }
}
