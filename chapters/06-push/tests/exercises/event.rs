//! 06.4: one event, whatever is in it.

use crate::event;

/// What a browser makes of it: numbers, types and texts. It follows the
/// HTML standard, §9.2.6.
fn read(stream: &str) -> Vec<Event> {
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

type Event = (String, String, String);

/// What was heard is one event with this number, and nothing else.
fn is_one(read: &[Event]) -> bool {
    matches!(read, [(id, kind, _)] if id == "7" && kind.is_empty())
}

const LINES: &str = "A text of several lines has several lines `data: …`. \
                     Nothing is escaped: a browser would not undo it. (hints \
                     1 and 2)";

const ENDS: &str = "Which three line ends does a browser know? Each of them is \
                    one line end. (hint 3)";
const DOUBLED: &str = "Each line end has become two: `\\r\\n` is one line end, \
                       and not a `\\r` and a `\\n`. Which of them has to be \
                       replaced first? (hint 3)";

/// `why` is said where nothing better is known.
#[track_caller]
fn expect(text: &str, heard: &str, why: &str) {
    let wire = event::event(7, text);
    let read = read(&wire);
    let expected = ("7".to_string(), String::new(), heard.to_string());
    if read == [expected] {
        return;
    }
    let why = match &read[..] {
        [(_, _, got)] if is_one(&read) && heard.contains('\n') => {
            match *got == heard.replace('\n', "\n\n") {
                true => DOUBLED,
                false if text.contains('\r') => ENDS,
                false => LINES,
            }
        }
        _ => why,
    };
    panic!(
        "the text   {text:?}\nwas sent as {wire:?}\nand heard as\n{}\n{why}",
        match read.len() {
            0 => "  nothing at all".to_string(),
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
    for text in ["hello", " two blanks: ", "a: b", "data: x", ":"] {
        expect(text, text, "Here, nothing was wrong before.");
    }
    expect(
        "",
        "",
        "An empty text is one line with nothing in it, and has its `data: ` \
         too. `str::lines` finds no line there. (hint 2)",
    );
}

#[exercise::check(event)]
#[test]
fn ex_06_4_line_ends_arrive_as_line_ends() {
    for text in ["one\ntwo", "one\n\ntwo", "one\n", "\n", "\none"] {
        expect(text, text, LINES);
    }
    for end in ["\r\n", "\r"] {
        for text in ["one\ntwo", "one\n\ntwo", "one\n", "\n", "\none"] {
            expect(&text.replace('\n', end), text, ENDS);
        }
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
            "Whoever wrote this text has spoken in the server's name. Which \
             three line ends does a browser know? (hint 3)",
        );
    }
}
