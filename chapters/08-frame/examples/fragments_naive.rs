// ANCHOR: all
//! A reader that takes each fragment for a text.

// ANCHOR: naive
/// What was heard of a message in fragments.
fn read(fragments: &[&[u8]]) -> String {
    let mut text = String::new();
    for fragment in fragments {
        text += &String::from_utf8_lossy(fragment);
    }
    text
}
// ANCHOR_END: naive

fn main() {
    let said = "Grüße";
    for cut in 1..said.len() {
        let (start, end) = said.as_bytes().split_at(cut);
        let heard = read(&[start, end]);
        println!("cut behind byte {cut}: said {said}, heard {heard}");
    }
}
// ANCHOR_END: all
