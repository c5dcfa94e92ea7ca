//! The two sides, whoever is between them, and their time.

use super::canvas::{Canvas, WIDTH, width_of};
use super::sequence::Sequence;

/// Where the client's lifeline is.
pub(super) const LEFT: f64 = 64.0;
/// Where the server's is.
pub(super) const RIGHT: f64 = WIDTH - LEFT;
/// Where the lifelines begin.
pub(super) const HEAD: f64 = 29.0;

/// The lines on which time flows down.
pub(super) fn lifelines(canvas: &mut Canvas, sequence: &Sequence, bottom: f64) {
    for x in [LEFT, RIGHT] {
        canvas.line("life", (x, HEAD), (x, bottom));
    }
    if sequence.middle.is_some() {
        let x = WIDTH / 2.0;
        canvas.open("middle");
        canvas.line("life", (x, HEAD), (x, bottom));
        canvas.close();
    }
}

/// The names, each in the colour and the line of its side.
pub(super) fn actors(canvas: &mut Canvas, sequence: &Sequence) {
    let middle = sequence.middle.as_deref().unwrap_or_default();
    let names = [
        ("client", LEFT, sequence.client.as_str()),
        ("middle", WIDTH / 2.0, middle),
        ("server", RIGHT, sequence.server.as_str()),
    ];
    for (class, x, name) in names.into_iter().filter(|(.., n)| !n.is_empty()) {
        let width = (width_of(name) * 1.06 + 20.0).min(2.0 * LEFT - 4.0);
        canvas.open(class);
        let corner = (x - width / 2.0, 1.0);
        canvas.rect("actor", corner, (width, HEAD - 1.0));
        canvas.text("name center", (x, 20.0), name);
        canvas.close();
    }
}

/// The mark of a wait that is longer than it is drawn.
pub(super) fn broken(canvas: &mut Canvas, y: f64) {
    for x in [LEFT, RIGHT] {
        canvas.line("gap", (x, y - 4.0), (x, y + 4.0));
        for y in [y - 4.0, y + 4.0] {
            canvas.line("break", (x - 7.0, y + 3.0), (x + 7.0, y - 3.0));
        }
    }
}
