//! What a browser said, from the file that `captures/record` has written.

/// Four pieces, in this order.
pub struct Capture {
    pub asked: Vec<u8>,
    pub answer: Vec<u8>,
    pub greeting: Vec<u8>,
    pub said: Vec<u8>,
}

/// What Chromium and this chapter said to each other.
pub fn chromium() -> Capture {
    let text = include_str!("../captures/chromium.txt");
    let mut capture = Capture {
        asked: Vec::new(),
        answer: Vec::new(),
        greeting: Vec::new(),
        said: Vec::new(),
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (way, bytes) = line.split_once(' ').expect("a way and bytes");
        let head = bytes.strip_suffix(r"\r\n");
        let (piece, bytes) = match (way, head) {
            ("->", Some(text)) => (&mut capture.asked, end_line(text)),
            ("<-", Some(text)) => (&mut capture.answer, end_line(text)),
            ("->", None) => (&mut capture.said, hex(bytes)),
            ("<-", None) => (&mut capture.greeting, hex(bytes)),
            _ => panic!("neither way: {line}"),
        };
        piece.extend(bytes);
    }
    capture
}

fn end_line(text: &str) -> Vec<u8> {
    format!("{text}\r\n").into_bytes()
}

fn hex(bytes: &str) -> Vec<u8> {
    let byte = |digits| u8::from_str_radix(digits, 16).expect("a byte in hex");
    bytes.split(' ').map(byte).collect()
}
