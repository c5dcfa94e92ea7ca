//! Misconception: a line end is the one character `\n`.

pub fn event(number: u64, text: &str) -> String {
    let lines = text.split('\n').map(|line| format!("data: {line}\n"));
    format!("id: {number}\n{}\n", lines.collect::<String>())
}
