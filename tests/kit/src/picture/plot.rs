//! Counted numbers beside each other, as bars.

use super::canvas::{Canvas, WIDTH};
use super::frame::{Frame, Picture};
use super::visible::count_of;

const HEIGHT: f64 = 18.0;
const STEP: f64 = 54.0;

/// A bar: what was meant, and what it cost besides.
#[derive(Clone, Debug)]
struct Bar {
    label: String,
    meant: u64,
    overhead: u64,
}

/// Bars of counted numbers, from zero, each with its value beside it.
#[derive(Clone, Debug)]
pub struct Plot {
    frame: Frame,
    unit: String,
    bars: Vec<Bar>,
}

impl Plot {
    /// A plot of numbers in `unit` (`bytes`, `round trips`). The id is
    /// unique in the whole book.
    pub fn new(id: &str, unit: &str) -> Plot {
        let (frame, unit) = (Frame::new(id), unit.to_owned());
        Plot { frame, unit, bars: Vec::new() }
    }

    /// The next bar.
    #[must_use]
    pub fn bar(self, label: &str, value: u64) -> Plot {
        self.stacked(label, value, 0)
    }

    /// The next bar, in two parts: what was meant, full, and the overhead
    /// after it, lighter.
    #[must_use]
    pub fn stacked(mut self, label: &str, meant: u64, overhead: u64) -> Plot {
        self.bars.push(Bar { label: label.to_owned(), meant, overhead });
        self
    }

    fn value(&self, bar: &Bar) -> String {
        let all = count_of(bar.meant + bar.overhead, &self.unit);
        match bar.overhead {
            0 => all,
            _ => format!("{all}, {} meant", count_of(bar.meant, "")),
        }
    }
}

impl Picture for Plot {
    fn draw(&self) -> (f64, String) {
        let total = |bar: &Bar| bar.meant + bar.overhead;
        let longest = self.bars.iter().map(total).max().unwrap_or(1).max(1);
        let scale = (WIDTH - 6.0) / longest as f64;
        let mut canvas = Canvas::default();
        canvas.open("neutral");
        for (at, bar) in self.bars.iter().enumerate() {
            let y = STEP * at as f64;
            let value = self.value(bar);
            canvas.text("strong", (2.0, y + 15.0), &bar.label);
            canvas.text("quiet end", (WIDTH - 2.0, y + 15.0), &value);
            // What is there at all can be seen.
            let long = |value: u64| (value as f64 * scale).max(2.0);
            let (meant, overhead) = (long(bar.meant), long(bar.overhead));
            let y = y + 22.0;
            canvas.rect("bar", (2.0, y), (meant, HEIGHT));
            if bar.overhead > 0 {
                canvas.open("overhead");
                canvas.rect("bar", (2.0 + meant, y), (overhead, HEIGHT));
                canvas.close();
            }
        }
        canvas.close();
        (STEP * self.bars.len() as f64, canvas.finish())
    }

    fn tell(&self) -> String {
        let told = |bar: &Bar| format!("{}: {}", bar.label, self.value(bar));
        let bars: Vec<_> = self.bars.iter().map(told).collect();
        format!("{}.", bars.join("; "))
    }

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }
}
