//! The two sides, whoever is between them, and their time.

use super::canvas::{Canvas, WIDTH, width_of};
use super::sequence::Sequence;

/// Where the two lifelines are: the client's and the server's.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Sides {
    /// Room for the widest of the times beside them.
    pub(super) fn beside(widest: f64) -> Sides {
        let left = f64::max(64.0, widest + AWAY);
        Sides { left, right: WIDTH - left }
    }

    pub(super) fn span(self) -> f64 {
        self.right - self.left
    }
}

/// Between a lifeline and its times.
pub(super) const AWAY: f64 = 8.0;
/// Where the lifelines begin.
pub(super) const HEAD: f64 = 29.0;

/// The lines on which time flows down.
pub(super) fn lifelines(
    canvas: &mut Canvas,
    sequence: &Sequence,
    sides: Sides,
    bottom: f64,
) {
    for x in [sides.left, sides.right] {
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
pub(super) fn actors(canvas: &mut Canvas, sequence: &Sequence, sides: Sides) {
    let middle = sequence.middle.as_deref().unwrap_or_default();
    let names = [
        ("client", sides.left, sequence.client.as_str()),
        ("middle", WIDTH / 2.0, middle),
        ("server", sides.right, sequence.server.as_str()),
    ];
    for (class, x, name) in names.into_iter().filter(|(.., n)| !n.is_empty()) {
        let width = (width_of(name) * 1.06 + 20.0).min(124.0);
        canvas.open(class);
        let corner = (x - width / 2.0, 1.0);
        canvas.rect("actor", corner, (width, HEAD - 1.0));
        canvas.text("name center", (x, 20.0), name);
        canvas.close();
    }
}

/// The mark of a wait that is longer than it is drawn.
pub(super) fn broken(canvas: &mut Canvas, sides: Sides, y: f64) {
    for x in [sides.left, sides.right] {
        canvas.line("gap", (x, y - 4.0), (x, y + 4.0));
        for y in [y - 4.0, y + 4.0] {
            canvas.line("break", (x - 7.0, y + 3.0), (x + 7.0, y - 3.0));
        }
    }
}
