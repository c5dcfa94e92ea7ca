//! Misconception: a body of nothing is a body of no packets.

pub fn write(packets: &[&str]) -> String {
    let one =
        |packet: &&str| format!("{}:{packet}", packet.encode_utf16().count());
    packets.iter().map(one).collect()
}

pub fn read(body: &str) -> Option<Vec<String>> {
    let (mut packets, mut rest) = (Vec::new(), body);
    while !rest.is_empty() {
        let (length, behind) = rest.split_once(':')?;
        let length: usize = length.parse().ok()?;
        let end = end(behind, length)?;
        packets.push(behind[..end].to_string());
        rest = &behind[end..];
    }
    Some(packets)
}

fn end(text: &str, units: usize) -> Option<usize> {
    let (mut there, mut end) = (0, 0);
    for letter in text.chars() {
        if there >= units {
            break;
        }
        there += letter.len_utf16();
        end += letter.len_utf8();
    }
    (there == units).then_some(end)
}
