//! Misconception: a line end is escaped, as in JSON.

pub fn event(number: u64, text: &str) -> String {
    let text = text.replace('\r', "").replace('\n', "\\n");
    format!("id: {number}\ndata: {text}\n\n")
}
