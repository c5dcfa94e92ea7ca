//! What each byte is for: a grid of hex, one label a field.

use wiretap::Direction;

use super::bits::Bits;
use super::canvas::Canvas;
use super::frame::{Frame, Picture};
use super::grid::Grid;
use super::visible::{count_of, visible};

/// What a field is worth to the two people who talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Somebody wanted to say it.
    Meant,
    /// It costs, but says nothing: headers, length prefixes, line ends.
    Overhead,
}

/// One field of a layout.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
    pub(super) weight: Weight,
    pub(super) bits: Vec<(String, usize)>,
}

/// A byte layout: eight bytes a row, overhead lighter than what was meant.
#[derive(Clone, Debug)]
pub struct Bytes {
    frame: Frame,
    pub(super) fields: Vec<Field>,
    side: &'static str,
    pub(super) longest: usize,
}

impl Bytes {
    /// A layout without fields yet. The id is unique in the whole book.
    pub fn new(id: &str) -> Bytes {
        let frame = Frame::new(id);
        Bytes { frame, fields: Vec::new(), side: "neutral", longest: 24 }
    }

    /// In the colour of the side that sent them.
    #[must_use]
    pub fn sent(mut self, direction: Direction) -> Bytes {
        self.side = match direction {
            Direction::ToServer => "client",
            Direction::ToClient => "server",
        };
        self
    }

    /// The next field that somebody meant to send.
    #[must_use]
    pub fn meant(self, label: &str, bytes: impl AsRef<[u8]>) -> Bytes {
        self.field(label, bytes, Weight::Meant)
    }

    /// The next field that only costs.
    #[must_use]
    pub fn overhead(self, label: &str, bytes: impl AsRef<[u8]>) -> Bytes {
        self.field(label, bytes, Weight::Overhead)
    }

    /// The next field.
    #[must_use]
    pub fn field(
        mut self,
        label: &str,
        bytes: impl AsRef<[u8]>,
        weight: Weight,
    ) -> Bytes {
        let (label, bytes) = (label.to_owned(), bytes.as_ref().to_vec());
        self.fields.push(Field { label, bytes, weight, bits: Vec::new() });
        self
    }

    /// Opens the last field's bits up below it: a name and a width each,
    /// from the most significant bit down.
    ///
    /// # Panics
    /// When there is no field yet, or the widths are not its bits.
    #[must_use]
    pub fn bits(mut self, bits: &[(&str, usize)]) -> Bytes {
        let Some(field) = self.fields.last_mut() else {
            panic!("bits open a field up: say the field first");
        };
        let width: usize = bits.iter().map(|(_, width)| width).sum();
        let label = &field.label;
        assert_eq!(width, field.bytes.len() * 8, "the bits of {label:?}");
        field.bits = bits
            .iter()
            .map(|(name, width)| ((*name).to_owned(), *width))
            .collect();
        self
    }

    /// How many bytes of a field are shown (at first 24).
    #[must_use]
    pub fn longest(mut self, bytes: usize) -> Bytes {
        self.longest = bytes.max(2);
        self
    }

    fn size(&self, weight: Weight) -> u64 {
        let of = |field: &&Field| field.weight == weight;
        let sizes = self.fields.iter().filter(of).map(|f| f.bytes.len());
        sizes.sum::<usize>() as u64
    }

    /// `10 bytes: 8 meant, 2 overhead`.
    fn total(&self) -> String {
        let meant = self.size(Weight::Meant);
        let overhead = self.size(Weight::Overhead);
        let all = count_of(meant + overhead, "bytes");
        format!(
            "{all}: {} meant, {} overhead",
            count_of(meant, ""),
            count_of(overhead, "")
        )
    }
}

impl Picture for Bytes {
    fn draw(&self) -> (f64, String) {
        let mut canvas = Canvas::default();
        canvas.open(self.side);
        let mut grid = Grid::new(self);
        while let Some(row) = grid.next_row() {
            grid.draw_row(&mut canvas, &row);
            let mut near = true;
            for field in self.fields.iter().filter(|f| !f.bits.is_empty()) {
                if let Some(under) = row.place_of(&field.label) {
                    let bits = Bits { field, near, under };
                    grid.y = bits.draw(&mut canvas, grid.y);
                    near = false;
                }
            }
        }
        let y = grid.y + 12.0;
        canvas.text("quiet", (super::grid::LEFT, y), &self.total());
        canvas.close();
        (y + 8.0, canvas.finish())
    }

    fn tell(&self) -> String {
        let fields: Vec<_> = self.fields.iter().map(Field::tell).collect();
        format!("{}. In turn: {}.", self.total(), fields.join("; "))
    }

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }
}

impl Field {
    fn tell(&self) -> String {
        let size = count_of(self.bytes.len() as u64, "bytes");
        let text = super::visible::shortened(&visible(&self.bytes), 40);
        let weight = match self.weight {
            Weight::Meant => "",
            Weight::Overhead => ", overhead",
        };
        format!("{}, {text} ({size}{weight})", self.label)
    }
}
