//! Eight cells a row, and a brace with a name above each field.

use super::bytes::{Bytes, Field, Weight};
use super::canvas::{Canvas, WIDTH, width_of};
use super::visible::{count_of, hex, readable, spelled};

/// How many bytes stand in a row.
const ROW: usize = 8;
/// Where the first cell begins: before it stands the offset.
pub(super) const LEFT: f64 = 28.0;
/// How wide a cell is.
pub(super) const CELL: f64 = (WIDTH - LEFT - 2.0) / ROW as f64;
/// How high a cell is with a character in it, and without.
const HEIGHTS: (f64, f64) = (42.0, 26.0);
/// One line of field names.
const LANE: f64 = 18.0;

/// What stands in one cell.
#[derive(Clone)]
struct Cell<'a> {
    field: &'a Field,
    hex: String,
    text: String,
    offset: usize,
    first: bool,
}

/// The cells that are still to be drawn.
pub(super) struct Grid<'a> {
    cells: std::vec::IntoIter<Cell<'a>>,
    /// Where the next thing is drawn.
    pub(super) y: f64,
}

/// Up to eight cells.
pub(super) struct Row<'a>(Vec<Cell<'a>>);

impl<'a> Grid<'a> {
    pub(super) fn new(bytes: &'a Bytes) -> Grid<'a> {
        let mut cells = Vec::new();
        let mut offset = 0;
        for field in &bytes.fields {
            cells.extend(cells_of(field, offset, bytes.longest));
            offset += field.bytes.len();
        }
        Grid { cells: cells.into_iter(), y: 0.0 }
    }

    pub(super) fn next_row(&mut self) -> Option<Row<'a>> {
        let row: Vec<_> = self.cells.by_ref().take(ROW).collect();
        (!row.is_empty()).then_some(Row(row))
    }

    pub(super) fn draw_row(&mut self, canvas: &mut Canvas, row: &Row<'_>) {
        let segments = row.segments();
        let lanes = lanes(&segments);
        let count = 1 + lanes.iter().max().copied().unwrap_or_default();
        let top = self.y + LANE * count as f64 + 10.0;
        for (segment, lane) in segments.iter().zip(lanes) {
            segment.draw(canvas, top, lane);
        }
        let offset = format!("{:02x}", row.0[0].offset);
        canvas.text("mono quiet end", (LEFT - 8.0, top + 18.0), &offset);
        let with_text = row.0.iter().any(|cell| !cell.text.is_empty());
        let height = if with_text { HEIGHTS.0 } else { HEIGHTS.1 };
        for (at, cell) in row.0.iter().enumerate() {
            cell.draw(canvas, (LEFT + CELL * at as f64, top), height);
        }
        self.y = top + height + 8.0;
    }
}

impl Row<'_> {
    /// From where to where a field's cells reach, if it begins here.
    pub(super) fn place_of(&self, label: &str) -> Option<(f64, f64)> {
        let segments = self.segments();
        let segment =
            segments.iter().find(|s| s.begins && s.field.label == label)?;
        Some((segment.left, segment.right))
    }

    fn segments(&self) -> Vec<Segment<'_>> {
        let mut segments: Vec<Segment<'_>> = Vec::new();
        for (at, cell) in self.0.iter().enumerate() {
            let left = LEFT + CELL * at as f64;
            match segments.last_mut() {
                Some(last) if !cell.first => last.right = left + CELL,
                _ => segments.push(Segment {
                    field: cell.field,
                    begins: cell.first,
                    left,
                    right: left + CELL,
                }),
            }
        }
        segments
    }
}

/// The part of a field that stands in one row.
struct Segment<'a> {
    field: &'a Field,
    begins: bool,
    left: f64,
    right: f64,
}

impl Segment<'_> {
    fn name(&self) -> String {
        let label = &self.field.label;
        if self.begins { label.clone() } else { format!("… {label}") }
    }

    /// From where to where its name reaches: centred, but inside the picture.
    fn extent(&self) -> (f64, f64) {
        let half = width_of(self.name()) / 2.0;
        let middle = (self.left + self.right) / 2.0;
        let middle = middle.clamp(half + 1.0, (WIDTH - 1.0 - half).max(half));
        (middle - half, middle + half)
    }

    fn draw(&self, canvas: &mut Canvas, top: f64, lane: usize) {
        let (left, right) = (self.left + 2.5, self.right - 2.5);
        let (middle, y) = ((left + right) / 2.0, top - 4.0);
        canvas.line("brace", (left, y), (right, y));
        let (start, end) = self.extent();
        let base = y - 6.0 - LANE * lane as f64;
        if lane > 0 {
            canvas.line("leader", (middle, y), (middle, base + 5.0));
        }
        let class = match self.field.weight {
            Weight::Meant => "strong center",
            Weight::Overhead => "quiet center",
        };
        canvas.text(class, ((start + end) / 2.0, base), &self.name());
    }
}

/// In which line each name stands, so that no two share a place, and no
/// leader crosses a name.
fn lanes(segments: &[Segment<'_>]) -> Vec<usize> {
    let mut lanes = vec![0; segments.len()];
    for at in (0..segments.len()).rev() {
        let (start, end) = segments[at].extent();
        let taken = |lane: usize| {
            (at + 1..segments.len()).any(|other| {
                let (other_start, other_end) = segments[other].extent();
                let next = segments[other].left;
                let shared = start < other_end + 6.0 && other_start < end + 6.0;
                let crossed = lanes[other] > lane && end > next;
                (lanes[other] == lane && shared) || crossed
            })
        };
        lanes[at] = (0..).find(|&lane| !taken(lane)).unwrap_or_default();
    }
    lanes
}

fn cells_of(field: &Field, offset: usize, longest: usize) -> Vec<Cell<'_>> {
    let size = field.bytes.len();
    let shown = if size > longest { longest - 1 } else { size };
    let texts = texts(&field.bytes);
    let bytes = field.bytes[..shown].iter().enumerate();
    let mut cells: Vec<_> = bytes
        .map(|(at, &byte)| Cell {
            field,
            hex: hex(&[byte]),
            text: texts[at].clone(),
            offset: offset + at,
            first: at == 0,
        })
        .collect();
    if shown < size {
        let left_out = (size - shown) as u64;
        cells.push(Cell {
            field,
            hex: "…".to_owned(),
            text: format!("+{}", count_of(left_out, "")),
            offset: offset + shown,
            first: false,
        });
    }
    cells
}

/// What stands below each byte: its character, if the whole field is text.
fn texts(bytes: &[u8]) -> Vec<String> {
    let mut texts = vec![String::new(); bytes.len()];
    if let Some(text) = readable(bytes) {
        for (at, character) in text.char_indices() {
            texts[at] = match character {
                ' ' => "␣".to_owned(),
                other => spelled(other),
            };
        }
    }
    texts
}

impl Cell<'_> {
    fn draw(&self, canvas: &mut Canvas, (x, y): (f64, f64), height: f64) {
        canvas.open(match self.field.weight {
            Weight::Meant => "payload",
            Weight::Overhead => "overhead",
        });
        let (corner, size) = ((x + 1.5, y), (CELL - 3.0, height));
        canvas.rect("cell", corner, size);
        let middle = x + CELL / 2.0;
        canvas.text("mono hex center", (middle, y + 18.0), &self.hex);
        if !self.text.is_empty() {
            canvas.text("mono quiet center", (middle, y + 35.0), &self.text);
        }
        canvas.close();
    }
}
