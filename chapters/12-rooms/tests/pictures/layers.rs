//! One message, taken apart: whose is each byte of it?

use kit::picture::{Bytes, Picture, Weight};
use wiretap::Direction;

use crate::drawing::COMMAND;

/// A part of a frame: what it is, its bytes on the wire, whether somebody
/// meant it, and the page that explains it.
struct Part {
    label: String,
    bytes: Vec<u8>,
    weight: Weight,
    page: &'static str,
}

/// A frame of the chat, part by part.
pub struct Layers {
    direction: Direction,
    parts: Vec<Part>,
}

/// The packet behind the frame's header: what each part says, and is.
const PACKET: [(&str, &str, &str); 5] = [
    ("4", "Engine.IO: a message", "[10](engine.md)"),
    ("2", "Socket.IO: an event", "[11](events.md)"),
    ("[\"chat message\",", "the event's name", "[11](events.md)"),
    ("\"hello\"", "what Ann has typed, as JSON", "you"),
    ("]", "the end of the list", "[11](events.md)"),
];

impl Layers {
    /// As Ann sends it: every byte of the packet is masked.
    pub fn up(frame: &[u8]) -> Layers {
        let (head, masked) = frame.split_at(6);
        let mut layers =
            Layers { direction: Direction::ToServer, parts: vec![] };
        layers.header(&head[..2]);
        layers.part("the mask's key", &head[2..], "[8](frame.md)");
        let key: [u8; 4] = head[2..].try_into().unwrap();
        let mut plain = masked.to_vec();
        frame::mask(&mut plain, key);
        layers.packet(&plain, masked);
        layers
    }

    /// As Bob hears it: nothing is masked.
    pub fn down(frame: &[u8]) -> Layers {
        let (head, plain) = frame.split_at(2);
        let direction = Direction::ToClient;
        let mut layers = Layers { direction, parts: vec![] };
        layers.header(head);
        layers.packet(plain, plain);
        layers
    }

    fn header(&mut self, head: &[u8]) {
        let size = head[1] & 0x7f;
        self.part("FIN, and text", &head[..1], "[8](frame.md)");
        let mask = if head[1] & 0x80 == 0 { "" } else { "masked, " };
        let label = format!("{mask}{size} bytes");
        self.part(&label, &head[1..], "[8](frame.md)");
    }

    fn part(&mut self, label: &str, bytes: &[u8], page: &'static str) {
        let (label, bytes) = (label.to_string(), bytes.to_vec());
        let weight = Weight::Overhead;
        self.parts.push(Part { label, bytes, weight, page });
    }

    fn packet(&mut self, plain: &[u8], sent: &[u8]) {
        let mut at = 0;
        for (text, label, page) in PACKET {
            let bytes = &plain[at..at + text.len()];
            assert_eq!(bytes, text.as_bytes());
            self.part(label, &sent[at..at + text.len()], page);
            at += text.len();
        }
        assert_eq!(at, plain.len());
        let said = self.parts.len() - 2;
        self.parts[said].weight = Weight::Meant;
    }

    pub fn picture(&self, id: &str) -> Bytes {
        let labels = ["", "", ""].into_iter().chain(PACKET.map(|part| part.0));
        let mut picture = Bytes::new(id).sent(self.direction);
        for (part, text) in self.parts.iter().zip(labels) {
            let chapter = part.page.trim_start_matches('[');
            let chapter = chapter.split(']').next().unwrap_or_default();
            let chapter = match chapter {
                "you" => "what she typed".to_string(),
                number => format!("chapter {number}"),
            };
            let label = match text {
                "" => format!("{}: {chapter}", part.label),
                text => format!("{text} {chapter}"),
            };
            picture = picture.field(&label, &part.bytes, part.weight);
        }
        picture
            .caption(
                "Ann's `hello`, as it leaves her machine. Each byte has its \
                 chapter. Those in bold are what she typed, with the quotes \
                 that make it JSON. From the key on, every byte is masked: the hex \
                 is what was on the wire, the label what it means.",
            )
            .command(COMMAND)
    }

    /// Rows of a table: what each part costs, up and down.
    pub fn table(&self, down: &Layers) -> String {
        let mut rows = Vec::new();
        let mut row = |what: &str, up: usize, down: usize, page: &str| {
            rows.push(format!("| {what} | {up} | {down} | {page} |"));
        };
        let size = |parts: &[Part]| -> usize {
            parts.iter().map(|part| part.bytes.len()).sum()
        };
        let header = "[8](frame.md), [9](websocket.md)";
        row("the frame's header", 2, size(&down.parts[..2]), header);
        row("the mask's key", size(&self.parts[2..3]), 0, "[8](frame.md)");
        for (up, down) in self.parts[3..].iter().zip(&down.parts[2..]) {
            row(&up.label, up.bytes.len(), down.bytes.len(), up.page);
        }
        row("**together**", size(&self.parts), size(&down.parts), "");
        rows.join("\n")
    }
}
