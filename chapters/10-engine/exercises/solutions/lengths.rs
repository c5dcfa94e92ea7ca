//! Exercise 10.3: a length that counts as JavaScript does.

pub fn write(packets: &[&str]) -> String {
    let one =
        |packet: &&str| format!("{}:{packet}", packet.encode_utf16().count());
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

/// Where so many units end, in bytes.
fn end(text: &str, units: usize) -> Option<usize> {
    let (mut left, mut end) = (units, 0);
    for letter in text.chars() {
        if left == 0 {
            break;
        }
        left = left.checked_sub(letter.len_utf16())?;
        end += letter.len_utf8();
    }
    (left == 0).then_some(end)
}
