//! Bytes, shown so that a difference can be seen.

/// `70 69 6e 67`.
pub fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> =
        bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// Text as it is, the rest as Rust would write it: `pong\n`, `\x00`.
pub fn readable(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

/// Fails unless the bytes are the expected ones, and shows where they begin
/// to differ.
///
/// `cause` is what a reader who got this wrong most likely did.
#[track_caller]
pub fn expect_wire(actual: &[u8], expected: &[u8], cause: &str) {
    if actual == expected {
        return;
    }
    let same = actual.iter().zip(expected).take_while(|(a, b)| a == b).count();
    // The rows begin a little before the difference, and end a little after.
    let start = same.saturating_sub(8) / 8 * 8;
    let row = |bytes: &[u8]| {
        let end = bytes.len().min(start + 24);
        let shown = &bytes[start.min(end)..end];
        let before = if start > 0 { "… " } else { "" };
        let after = if bytes.len() > end { " …" } else { "" };
        (format!("{before}{}{after}", hex(shown)), readable(shown))
    };
    let (expected_hex, expected_text) = row(expected);
    let (actual_hex, actual_text) = row(actual);
    let lead = if start > 0 { 2 } else { 0 };
    let caret = " ".repeat(lead + (same - start) * 3) + "^^";
    let difference = match (actual.len(), expected.len()) {
        (size, wanted) if same == size => {
            format!("end after {size} of {wanted}")
        }
        (size, wanted) if same == wanted => {
            format!("go on: {size} instead of {wanted}")
        }
        _ => format!("differ at byte {same}, counted from 0"),
    };
    panic!(
        "the bytes {difference}\n  \
         expected  {expected_hex}   \"{expected_text}\"\n  \
         got       {actual_hex}   \"{actual_text}\"\n            \
         {caret}\n{cause}"
    );
}
