//! Misconception: it does not matter in which order line ends are replaced.

pub fn event(number: u64, text: &str) -> String {
    let text = text.replace('\r', "\n").replace("\r\n", "\n");
    let lines = text.split('\n').map(|line| format!("data: {line}\n"));
    format!("id: {number}\n{}\n", lines.collect::<String>())
}
