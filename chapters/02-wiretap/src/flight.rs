// ANCHOR: all
//! A piece between its two ends: sent, and not yet delivered.

use std::time::Duration;

use bytes::Buf;

use crate::recording::{Direction, Event, Recorder};

/// Something under way. Dropped before it arrived, it records itself as
/// lost: so nothing can vanish unseen, whatever ends the wire.
pub(crate) struct Flight {
    pub(crate) event: Event,
    direction: Direction,
    sent: Duration,
    recorder: Recorder,
    arrived: bool,
}

impl Flight {
    /// Sent now.
    pub(crate) fn new(
        recorder: &Recorder,
        direction: Direction,
        event: Event,
    ) -> Flight {
        let (sent, recorder) = (recorder.now(), recorder.clone());
        Flight { event, direction, sent, recorder, arrived: false }
    }

    /// How long it has been under way.
    pub(crate) fn age(&self) -> Duration {
        self.recorder.now() - self.sent
    }

    /// All of it has been delivered now.
    pub(crate) fn arrived(&mut self) {
        self.arrived = true;
        self.record(self.event.clone(), Some(self.recorder.now()));
    }

    /// The next `size` bytes of it have been delivered now.
    pub(crate) fn arrived_in_part(&mut self, size: usize) {
        if let Event::Bytes(bytes) = &mut self.event {
            let part = bytes.split_to(size);
            self.arrived = !bytes.has_remaining();
            self.record(Event::Bytes(part), Some(self.recorder.now()));
        }
    }

    fn record(&self, event: Event, received: Option<Duration>) {
        self.recorder.record(self.direction, event, self.sent, received);
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if !self.arrived {
            self.record(self.event.clone(), None);
        }
    }
}
// ANCHOR_END: all
