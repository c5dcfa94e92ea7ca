//! Misconception: JavaScript counts letters.

pub fn write(packets: &[&str]) -> String {
    let one = |packet: &&str| format!("{}:{packet}", packet.chars().count());
    packets.iter().map(one).collect()
}

pub fn read(body: &str) -> Option<Vec<String>> {
    let (mut packets, mut rest) = (Vec::new(), body);
    while packets.is_empty() || !rest.is_empty() {
        let (length, behind) = rest.split_once(':')?;
        let length: usize = length.parse().ok()?;
        let end = end(behind, length)?;
        packets.push(behind[..end].to_string());
        rest = &behind[end..];
    }
    Some(packets)
}

fn end(text: &str, letters: usize) -> Option<usize> {
    let ends = text.char_indices().map(|(at, _)| at);
    ends.chain([text.len()]).nth(letters)
}
