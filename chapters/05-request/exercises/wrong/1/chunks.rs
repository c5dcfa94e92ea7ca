//! Misconception: a size is a number, so it is read as numbers usually are.

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
        let digits = line.split(';').next().unwrap_or(line);
        let size: usize = digits.parse().map_err(|_| BadChunk)?;
        if size > MAX_SIZE - body.len() {
            return Err(BadChunk);
        }
        let chunk = at + end + 2;
        at = chunk + size;
        match bytes.get(at..at + 2) {
            None => return Ok(None),
            Some(b"\r\n") => at += 2,
            Some(_) => return Err(BadChunk),
        }
        if size == 0 {
            return Ok(Some((body, at)));
        }
        body.extend_from_slice(&bytes[chunk..chunk + size]);
    }
}
