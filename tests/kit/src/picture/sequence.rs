//! Who said what, and when: time flows down, arrows slope with their delay.

use wiretap::{Direction, Piece};

use super::arrow::Arrow;
use super::clock::Clock;
use super::frame::{Frame, Picture};
use super::group::grouped;
use super::layout::Layout;
use super::tell::tell;

/// How many similar pieces in a row are drawn one by one.
const RUN: usize = 5;

/// A sequence diagram: the client left, the server right.
#[derive(Clone, Debug)]
pub struct Sequence {
    frame: Frame,
    pub(super) arrows: Vec<Arrow>,
    pub(super) client: String,
    pub(super) server: String,
    pub(super) middle: Option<String>,
    run: usize,
}

impl Sequence {
    /// A picture of a recording. The id is unique in the whole book.
    pub fn new(id: &str, pieces: &[Piece]) -> Sequence {
        Sequence::of_arrows(id, pieces.iter().map(Arrow::from).collect())
    }

    /// A picture of anything else that travels, such as TCP's segments.
    pub fn of_arrows(id: &str, mut arrows: Vec<Arrow>) -> Sequence {
        // A recording is in the order of delivery; what a slow wire still
        // holds was sent earlier.
        arrows.sort_by_key(|arrow| arrow.sent);
        let (client, server) = ("client".to_owned(), "server".to_owned());
        let (frame, middle) = (Frame::new(id), None);
        Sequence { frame, arrows, client, server, middle, run: RUN }
    }

    /// The name of the client, on the left.
    #[must_use]
    pub fn client(mut self, name: &str) -> Sequence {
        self.client = name.to_owned();
        self
    }

    /// The name of the server, on the right.
    #[must_use]
    pub fn server(mut self, name: &str) -> Sequence {
        self.server = name.to_owned();
        self
    }

    /// The name of whoever is between them.
    #[must_use]
    pub fn middle(mut self, name: &str) -> Sequence {
        self.middle = Some(name.to_owned());
        self
    }

    /// How many similar pieces in a row are drawn one by one (at first 5);
    /// of longer runs the first two, "… 6 more" and the last.
    #[must_use]
    pub fn longest_run(mut self, pieces: usize) -> Sequence {
        self.run = pieces;
        self
    }

    /// What is drawn, after long runs are cut.
    pub(super) fn shown(&self) -> Vec<Arrow> {
        grouped(&self.arrows, self.run)
    }

    /// One way of writing times for the whole picture.
    pub(super) fn clock(&self) -> Clock {
        let ends = |arrow: &Arrow| [Some(arrow.sent), arrow.received];
        Clock::for_times(self.arrows.iter().flat_map(ends).flatten())
    }

    pub(super) fn name(&self, direction: Direction) -> (&str, &str) {
        match direction {
            Direction::ToServer => (&self.client, &self.server),
            Direction::ToClient => (&self.server, &self.client),
        }
    }
}

impl Picture for Sequence {
    fn draw(&self) -> (f64, String) {
        Layout::of(self).draw(self)
    }

    fn tell(&self) -> String {
        tell(self)
    }

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }
}
