//! What all pictures have around them: an id, a caption, a figure.

use super::canvas::{WIDTH, escape, number};
use super::style::style;

/// A picture that a page can show.
pub trait Picture: Sized {
    /// The drawing: a height in units, and the body of the SVG.
    fn draw(&self) -> (f64, String);

    /// What the picture says, in plain sentences made from the same data.
    fn tell(&self) -> String;

    /// What stands around the drawing.
    fn frame(&self) -> &Frame;

    /// The same, to be set by the methods below.
    fn frame_mut(&mut self) -> &mut Frame;

    /// What to see in it. `code` may stand in backticks.
    #[must_use]
    fn caption(mut self, caption: &str) -> Self {
        self.frame_mut().caption = caption.to_owned();
        self
    }

    /// The command that records it.
    #[must_use]
    fn command(mut self, command: &str) -> Self {
        self.frame_mut().command = command.to_owned();
        self
    }

    /// The whole SVG, for a page or for a file of its own.
    fn svg(&self) -> String {
        let (height, body) = self.draw();
        let id = format!("{}-svg", self.frame().id);
        let (style, height) = (style(&id, &body), number(height.ceil()));
        let alt = escape(&self.tell());
        format!(
            "<svg id=\"{id}\" xmlns=\"http://www.w3.org/2000/svg\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-label=\"{alt}\">\n{style}\n{body}\n</svg>"
        )
    }

    /// The alternative text, as markdown.
    fn alt(&self) -> String {
        let mut markdown = String::new();
        for character in self.tell().chars() {
            if r"\`*_[]<>&|{}~#$".contains(character) {
                markdown.push('\\');
            }
            markdown.push(character);
        }
        markdown
    }

    /// What a page includes from the snapshot, by the picture's own id:
    /// `{{#include …/tests/snapshots/….snap:ID}}`.
    fn figure(&self) -> String {
        let Frame { id, caption, command } = self.frame();
        let svg = self.svg();
        let mut text = in_code(caption);
        if !command.is_empty() {
            let command = escape(command);
            text.push_str(&format!(
                "\n<span class=\"recorded\">Recorded by \
                 <code>{command}</code></span>"
            ));
        }
        format!(
            "<!-- ANCHOR: {id} -->\n<figure class=\"picture\" id=\"{id}\">\n\
             {svg}\n<figcaption>{text}</figcaption>\n</figure>\n\
             <!-- ANCHOR_END: {id} -->"
        )
    }
}

/// What stands around a drawing.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Unique in the whole book: `ping-latency`.
    pub id: String,
    /// What to see in it.
    pub caption: String,
    /// The command that records it.
    pub command: String,
}

impl Frame {
    /// A frame without words yet.
    ///
    /// # Panics
    /// When the id is not a plain kebab-case word: it becomes an anchor, a
    /// CSS selector and the target of links.
    pub fn new(id: &str) -> Frame {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        assert!(
            id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.chars().all(|c| plain(c) || c == '-'),
            "the id of a picture is a kebab-case word, not {id:?}"
        );
        let (caption, command) = (String::new(), String::new());
        Frame { id: id.to_owned(), caption, command }
    }
}

/// Escapes a caption; what stands between backticks becomes code.
fn in_code(caption: &str) -> String {
    let mut html = String::new();
    for (at, part) in caption.split('`').enumerate() {
        match at % 2 {
            0 => html.push_str(&escape(part)),
            _ => html.push_str(&format!("<code>{}</code>", escape(part))),
        }
    }
    html
}
