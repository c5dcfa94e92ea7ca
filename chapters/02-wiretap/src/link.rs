// ANCHOR: all
//! The wire itself: two lanes, one for each direction.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::io::{
    AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, split,
};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{sleep, timeout};

use crate::flight::Flight;
use crate::recording::{Direction, Event, Recorder};
use crate::wire::{Death, Wire};

/// The most bytes that one read takes.
const READ_SIZE: usize = 4096;
/// The most bytes that may be under way in one direction. A peer that stops
/// reading fills this, then the sender's socket; it never fills our memory.
const BYTES_UNDER_WAY: usize = 16 * READ_SIZE;
/// What a piece counts for at least: it costs us more than its bytes.
const SMALLEST: usize = 64;
/// After each slice, so that the kernel does not glue it to the next one.
const GAP: Duration = Duration::from_millis(1);
/// How long a wire that has ended waits for its peers to hang up.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a wire can be tied to: any stream that can also be torn down.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {
    /// Makes the coming drop a reset, instead of an orderly end.
    fn reset(&self);
}

impl Stream for TcpStream {
    fn reset(&self) {
        // Closing a socket with a linger time of zero sends a RST. Should the
        // peer have gone already, there is nothing left to tear down.
        let _ = self.set_zero_linger();
    }
}

// ANCHOR: link
/// Carries bytes between two streams until both have finished or the wire
/// ends.
pub(crate) async fn link(
    mut client: impl Stream,
    mut server: impl Stream,
    wire: Wire,
    recorder: Recorder,
) {
    let left = AtomicUsize::new(wire.end.map_or(usize::MAX, |end| end.0));
    let (client_torn, server_torn) = Default::default();
    let lane = |direction, source_torn, sink_torn| Lane {
        direction,
        wire: &wire,
        left: &left,
        source_torn,
        sink_torn,
        recorder: &recorder,
    };
    let up = lane(Direction::ToServer, &client_torn, &server_torn);
    let down = lane(Direction::ToClient, &server_torn, &client_torn);
    let (mut from_client, mut to_client) = split(&mut client);
    let (mut from_server, mut to_server) = split(&mut server);
    let carried = tokio::try_join!(
        up.carry(&mut from_client, &mut to_server),
        down.carry(&mut from_server, &mut to_client),
    );
    match carried {
        Ok(_) => return,
        Err(Cut::Wire(Death::Fin)) => {
            up.end(Event::Fin);
            down.end(Event::Fin);
            // A peer that has gone needs no farewell.
            let _ = to_client.shutdown().await;
            let _ = to_server.shutdown().await;
            // A socket closed with unread bytes in it would send a RST.
            let void = async {
                tokio::join!(up.lose(from_client), down.lose(from_server))
            };
            let _ = timeout(PATIENCE, void).await;
            return;
        }
        Err(Cut::Wire(Death::Silence)) => {
            tokio::join!(up.lose(from_client), down.lose(from_server));
            return;
        }
        Err(Cut::Wire(Death::Rst)) => {
            up.end(Event::Rst);
            down.end(Event::Rst);
        }
        Err(Cut::Peer) => {}
    }
    drop((from_client, to_client, from_server, to_server));
    client.reset();
    server.reset();
}

/// Why a lane stopped before its time.
enum Cut {
    /// The wire's own end was reached.
    Wire(Death),
    /// One of the peers has torn its connection down.
    Peer,
}
// ANCHOR_END: link

// ANCHOR: lane
/// One direction of a wire.
struct Lane<'a> {
    direction: Direction,
    wire: &'a Wire,
    /// How many bytes may still pass, both ways together.
    left: &'a AtomicUsize,
    /// A write has learned that the peer at this end is gone. That write
    /// was told; a read would only see the stream's end.
    source_torn: &'a AtomicBool,
    sink_torn: &'a AtomicBool,
    recorder: &'a Recorder,
}

impl Lane<'_> {
    /// Reads and writes at the same time: what is on its way for 50 ms must
    /// not keep the next bytes waiting at the entrance.
    async fn carry(
        &self,
        reader: &mut (impl AsyncRead + Unpin),
        writer: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), Cut> {
        self.check_end()?;
        let (entrance, exit) = mpsc::unbounded_channel();
        tokio::try_join!(self.take(reader, entrance), self.give(exit, writer))?;
        Ok(())
    }
    // ANCHOR_END: lane

    // ANCHOR: take
    async fn take(
        &self,
        reader: &mut (impl AsyncRead + Unpin),
        entrance: mpsc::UnboundedSender<(Flight, OwnedSemaphorePermit)>,
    ) -> Result<(), Cut> {
        let room = Arc::new(Semaphore::new(BYTES_UNDER_WAY));
        let mut buffer = BytesMut::with_capacity(READ_SIZE);
        loop {
            buffer.clear();
            let event = match reader.read_buf(&mut buffer).await {
                Ok(0) if self.source_torn.load(Ordering::Relaxed) => Event::Rst,
                Ok(0) => Event::Fin,
                Ok(_) => Event::Bytes(Bytes::copy_from_slice(&buffer)),
                Err(_) => Event::Rst,
            };
            let last = !matches!(event, Event::Bytes(_));
            let flight = Flight::new(self.recorder, self.direction, event);
            // When nobody is at the exit any more, the wire has ended.
            let size = buffer.len().max(SMALLEST) as u32;
            let Ok(taken) = room.clone().acquire_many_owned(size).await else {
                return Ok(()); // nobody closes it
            };
            if entrance.send((flight, taken)).is_err() || last {
                return Ok(());
            }
        }
    }
    // ANCHOR_END: take

    // ANCHOR: give
    async fn give(
        &self,
        mut exit: mpsc::UnboundedReceiver<(Flight, OwnedSemaphorePermit)>,
        writer: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), Cut> {
        while let Some((mut flight, _room)) = exit.recv().await {
            let wait = self.wire.delay.saturating_sub(flight.age());
            if !wait.is_zero() {
                sleep(wait).await; // even a sleep of nothing takes a while
            }
            match flight.event.clone() {
                Event::Bytes(bytes) => {
                    self.write(&bytes, &mut flight, writer).await?;
                }
                Event::Fin => {
                    if writer.shutdown().await.is_ok() {
                        flight.arrived();
                    }
                }
                Event::Rst => {
                    flight.arrived();
                    return Err(Cut::Peer);
                }
            }
        }
        Ok(())
    }

    async fn write(
        &self,
        mut bytes: &[u8],
        flight: &mut Flight,
        writer: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), Cut> {
        let slice = self.wire.slice.map_or(READ_SIZE, |size| size.get());
        while !bytes.is_empty() {
            let written = poll_fn(|context| {
                // Counted in the step in which it is written: while this
                // lane waited, the other one may have used up the rest.
                let left = self.left.load(Ordering::Relaxed);
                let piece = &bytes[..bytes.len().min(slice).min(left)];
                let writer = Pin::new(&mut *writer);
                let size = ready!(writer.poll_write(context, piece))?;
                self.left.store(left - size, Ordering::Relaxed);
                Poll::Ready(io::Result::Ok(size))
            });
            let Ok(size) = written.await else {
                // Lost. What the peer said before is still under way on the
                // other lane, and its reset comes behind that.
                self.sink_torn.store(true, Ordering::Relaxed);
                return Ok(());
            };
            flight.arrived_in_part(size);
            self.check_end()?;
            bytes = &bytes[size..];
            if self.wire.slice.is_some() {
                sleep(GAP).await;
            }
        }
        Ok(())
    }
    // ANCHOR_END: give

    fn check_end(&self) -> Result<(), Cut> {
        match self.wire.end {
            Some((_, how)) if self.left.load(Ordering::Relaxed) == 0 => {
                Err(Cut::Wire(how))
            }
            _ => Ok(()),
        }
    }

    /// The wire itself says to this lane's receiver that it is over.
    fn end(&self, event: Event) {
        Flight::new(self.recorder, self.direction, event).arrived();
    }

    /// Takes whatever is still sent and delivers none of it.
    async fn lose(&self, mut reader: ReadHalf<&mut impl Stream>) {
        let mut buffer = BytesMut::with_capacity(READ_SIZE);
        loop {
            let event = match reader.read_buf(&mut buffer).await {
                Ok(0) => Event::Fin,
                Ok(_) => Event::Bytes(buffer.split().freeze()),
                Err(_) => Event::Rst,
            };
            let last = !matches!(event, Event::Bytes(_));
            // Whoever hangs up after our FIN only answers it.
            let answer =
                last && self.wire.end.is_some_and(|e| e.1 == Death::Fin);
            if !answer {
                drop(Flight::new(self.recorder, self.direction, event));
            }
            if last {
                return;
            }
            buffer.reserve(READ_SIZE);
        }
    }
}
// ANCHOR_END: all
