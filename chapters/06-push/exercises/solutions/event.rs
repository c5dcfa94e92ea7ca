pub fn event(number: u64, text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').map(|line| format!("data: {line}\n"));
    format!("id: {number}\n{}\n", lines.collect::<String>())
}
