//! 06.4: one event, whatever is in it.

use crate::event;

/// What a browser makes of it: numbers, types and texts. It follows the
/// HTML standard, §9.2.6.
fn read(stream: &str) -> Vec<(String, String, String)> {
    let lines = stream.replace("\r\n", "\n").replace('\r', "\n");
    let mut events = Vec::new();
    let (mut id, mut kind, mut data) = (String::new(), String::new(), None);
    for line in lines.split_terminator('\n') {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value).to_string();
        match name {
            "" if line.is_empty() => {
                let kind = std::mem::take(&mut kind);
                if let Some(data) = data.take() {
                    events.push((id.clone(), kind, data));
                }
            }
            "id" => id = value,
            "event" => kind = value,
            "data" => {
                data = Some(match data {
                    None => value,
                    Some(before) => format!("{before}\n{value}"),
                });
            }
            _ => {}
        }
    }
    events
}

#[track_caller]
fn expect(text: &str, heard: &str, why: &str) {
    let wire = event::event(7, text);
    let read = read(&wire);
    let expected = ("7".to_string(), String::new(), heard.to_string());
    assert!(
        read == [expected],
        "the text   {text:?}\nwas sent as {wire:?}\nand heard as\n{}\n{why}",
        match read.len() {
            0 => "nothing at all".to_string(),
            _ => read
                .iter()
                .map(|(id, kind, data)| {
                    format!("  number {id:?}, type {kind:?}, text {data:?}")
                })
                .collect::<Vec<_>>()
                .join("\n"),
        }
    );
}

#[exercise::check(event)]
#[test]
fn ex_06_4_a_text_of_one_line_is_one_event() {
    for text in ["hello", "", " two blanks: ", "a: b", "data: x", ":"] {
        expect(text, text, "Here, nothing was wrong before.");
    }
}

#[exercise::check(event)]
#[test]
fn ex_06_4_line_ends_arrive_as_line_ends() {
    for text in ["one\ntwo", "one\n\ntwo", "one\n", "\n", "\none"] {
        expect(
            text,
            text,
            "A text of several lines has several lines `data: …`. Nothing is \
             escaped: a browser would not undo it. (hints 1 and 2)",
        );
    }
}

#[exercise::check(event)]
#[test]
fn ex_06_4_nobody_can_write_an_event_into_a_text() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("hi{end}{end}id: 99{end}event: gap{end}data: gone");
        let heard = text.replace(end, "\n");
        expect(
            &text,
            &heard,
            "Whoever speaks wanted to say this, too, in the server's name. \
             Which three line ends does a browser know? (hint 3)",
        );
    }
}
