//! Misconception: an id is a text, and its last letter counts.

pub fn before(mine: &str) -> String {
    let mut bytes = mine.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        *last -= 1;
    }
    String::from_utf8(bytes).unwrap()
}
