//! A field's bits, opened up below it.

use super::bytes::Field;
use super::canvas::{Canvas, WIDTH, width_of};
use super::grid::{CELL, LEFT};

const BITS: usize = 8;
const HEIGHT: f64 = 26.0;
const LANE: f64 = 18.0;

/// The bits of a field, under the cells from the one x to the other.
pub(super) struct Bits<'a> {
    pub(super) field: &'a Field,
    /// Nothing stands between the cells and the bits.
    pub(super) near: bool,
    pub(super) under: (f64, f64),
}

impl Bits<'_> {
    /// Draws them from `y` down, and says where they end.
    pub(super) fn draw(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let (left, right) = self.under;
        let end = LEFT + CELL * BITS as f64;
        let top = y + if self.near { 16.0 } else { 28.0 };
        canvas.open("overhead");
        if self.near {
            let ends = [(left + 2.0, LEFT + 2.0), (right - 2.0, end - 2.0)];
            for (from, to) in ends {
                canvas.line("leader", (from, y - 5.0), (to, top - 3.0));
            }
        } else {
            let title = format!("{}, opened", self.field.label);
            let middle = ((LEFT + end) / 2.0, top - 9.0);
            canvas.text("quiet center", middle, &title);
        }
        let mut bottom = top;
        for (at, byte) in self.field.bytes.iter().enumerate() {
            self.draw_byte(canvas, *byte, bottom);
            bottom = self.draw_names(canvas, at, bottom + HEIGHT);
        }
        canvas.close();
        bottom + 8.0
    }

    fn draw_byte(&self, canvas: &mut Canvas, byte: u8, top: f64) {
        for bit in 0..BITS {
            let x = LEFT + CELL * bit as f64;
            let value = byte >> (BITS - 1 - bit) & 1;
            canvas.rect("cell", (x + 1.5, top), (CELL - 3.0, HEIGHT));
            let class = match value {
                1 => "mono strong center",
                _ => "mono center",
            };
            let middle = (x + CELL / 2.0, top + 18.0);
            canvas.text(class, middle, &value.to_string());
        }
    }

    /// The names of the bits of one byte, each under a brace.
    fn draw_names(&self, canvas: &mut Canvas, byte: usize, y: f64) -> f64 {
        let (mut bit, mut free, mut lane) = (0, 0.0, 0);
        let mut deepest = 0;
        for (name, width) in &self.field.bits {
            let from = bit.max(byte * BITS);
            let to = (bit + width).min((byte + 1) * BITS);
            bit += width;
            if from >= to {
                continue;
            }
            let x = |bit: usize| LEFT + CELL * (bit - byte * BITS) as f64;
            let (left, right) = (x(from) + 2.5, x(to) - 2.5);
            canvas.line("brace", (left, y + 4.0), (right, y + 4.0));
            let half = width_of(name) / 2.0;
            let middle = (left + right) / 2.0;
            let middle = middle.clamp(half + 1.0, WIDTH - 1.0 - half);
            // Names that would touch take turns on two lines.
            lane = if middle - half < free { 1 - lane } else { 0 };
            free = middle + half + 5.0;
            deepest = lane.max(deepest);
            let base = y + 19.0 + LANE * f64::from(lane);
            canvas.text("center", (middle, base), name);
        }
        y + 24.0 + LANE * f64::from(deepest)
    }
}
