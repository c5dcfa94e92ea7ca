//! Pictures of what was on the wire: SVG for the pages, drawn from recordings.
//!
//! Three kinds share one look: a [`Sequence`] (who said what, and when), a
//! layout of [`Bytes`] (what each byte is for) and a [`Plot`] (how much).
//! Each is a [`Picture`]: it has an SVG, an alternative text made from the
//! same recording, and a figure that a page includes from a snapshot.

mod arrow;
mod bits;
mod bytes;
mod canvas;
mod clock;
mod crossing;
mod flight;
mod frame;
mod grid;
mod group;
mod head;
mod label;
mod layout;
mod lifeline;
mod place;
mod plot;
mod relax;
mod sequence;
mod stamp;
mod style;
mod tell;
mod timeline;
mod visible;

pub use arrow::{Arrow, Kind};
pub use bytes::{Bytes, Weight};
pub use frame::{Frame, Picture};
pub use plot::Plot;
pub use sequence::Sequence;
