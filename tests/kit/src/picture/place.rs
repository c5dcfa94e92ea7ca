//! Keeps texts apart.

/// A slanted box around something drawn: its four corners, in turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slab(pub(super) [(f64, f64); 4]);

impl Slab {
    /// A box `width` long on a line through `middle` that falls by `slope`,
    /// from `above` to `below` of it.
    pub(super) fn along(
        middle: (f64, f64),
        slope: f64,
        width: f64,
        (above, below): (f64, f64),
    ) -> Slab {
        let (sin, cos) = slope.atan().sin_cos();
        let corner = |side: f64, down: f64| {
            let along = side * width / 2.0;
            let (dx, dy) = (along * cos - down * sin, along * sin + down * cos);
            (middle.0 + dx, middle.1 + dy)
        };
        Slab([
            corner(-1.0, -above),
            corner(1.0, -above),
            corner(1.0, below),
            corner(-1.0, below),
        ])
    }

    /// Whether two boxes share any place.
    pub(super) fn overlaps(&self, other: &Slab) -> bool {
        // The upright axis first: most pairs are far apart.
        let axes = [(0.0, 1.0)].into_iter().chain(self.axes());
        let mut axes = axes.chain(other.axes());
        axes.all(|axis| {
            let (low, high) = self.shadow(axis);
            let (other_low, other_high) = other.shadow(axis);
            low < other_high && other_low < high
        })
    }

    /// The x of its middle.
    pub(super) fn middle(&self) -> f64 {
        let [a, _, c, _] = self.0;
        (a.0 + c.0) / 2.0
    }

    /// The middle of what two boxes share from left to right.
    pub(super) fn shared(&self, other: &Slab) -> f64 {
        let ((left, right), (other_left, other_right)) =
            (self.shadow((1.0, 0.0)), other.shadow((1.0, 0.0)));
        (left.max(other_left) + right.min(other_right)) / 2.0
    }

    /// How deep its middle line is at `x`.
    pub(super) fn y_at(&self, x: f64) -> f64 {
        let [a, _, c, _] = self.0;
        (a.1 + c.1) / 2.0 + (x - self.middle()) * self.slope()
    }

    /// How far it falls for each unit to the right.
    pub(super) fn slope(&self) -> f64 {
        let [a, b, ..] = self.0;
        (b.1 - a.1) / (b.0 - a.0)
    }

    /// How deep it reaches.
    pub(super) fn bottom(&self) -> f64 {
        self.shadow((0.0, 1.0)).1
    }

    /// The normals of two neighbouring edges: enough for a parallelogram.
    fn axes(&self) -> [(f64, f64); 2] {
        let [a, b, c, _] = self.0;
        [(a.1 - b.1, b.0 - a.0), (b.1 - c.1, c.0 - b.0)]
    }

    fn shadow(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let along = self.0.map(|corner| corner.0 * x + corner.1 * y);
        let low = along.into_iter().fold(f64::INFINITY, f64::min);
        let high = along.into_iter().fold(f64::NEG_INFINITY, f64::max);
        (low, high)
    }
}
