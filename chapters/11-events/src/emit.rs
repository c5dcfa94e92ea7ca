// ANCHOR: all
//! How a program says something, and hears that it has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::socket::Stage;
use crate::{Args, ArgsError, Encoded, Socket};

// ANCHOR: emit
impl Socket {
    /// Tells the other side of an event.
    ///
    /// # Errors
    /// [`ArgsError::Reserved`] and [`ArgsError::Attachments`]: it cannot be
    /// written.
    pub fn emit(&self, name: &str, args: &Args) -> Result<(), ArgsError> {
        self.send(&Encoded::event(self.namespace(), None, name, args)?);
        Ok(())
    }

    /// Tells the other side of an event, and waits so long for its answer.
    ///
    /// # Errors
    /// [`AckError`]: why there is none.
    pub async fn emit_with_ack(
        &self,
        name: &str,
        args: &Args,
        limit: Duration,
    ) -> Result<Args, AckError> {
        let id = self.next_id();
        let event = Encoded::event(self.namespace(), Some(id), name, args)?;
        // In this order, or the answer could be faster than we are.
        let expected = self.expect(id)?;
        self.send(&event);
        expected.answer(limit).await
    }
}
// ANCHOR_END: emit

// ANCHOR: expect
/// An acknowledgement that has not come yet. When it is dropped, nobody
/// waits any more, and what comes later is forgotten.
pub struct Expected {
    socket: Socket,
    id: u64,
    heard: oneshot::Receiver<Args>,
}

impl Socket {
    /// Waits for the acknowledgement of an event that is about to be sent
    /// with this id.
    ///
    /// # Errors
    /// [`AckError::Left`].
    pub fn expect(&self, id: u64) -> Result<Expected, AckError> {
        let (tell, heard) = oneshot::channel();
        let mut state = self.lock();
        if let Stage::Left = state.stage {
            return Err(AckError::Left);
        }
        state.waiting.insert(id, tell);
        drop(state);
        Ok(Expected { socket: self.clone(), id, heard })
    }

    /// How many acknowledgements are waited for.
    pub fn awaited(&self) -> usize {
        self.lock().waiting.len()
    }

    /// It has come. Ids that nobody waits for are no fault: perhaps it was
    /// too late.
    pub(crate) fn acknowledged(&self, id: u64, args: Args) {
        if let Some(tell) = self.lock().waiting.remove(&id) {
            let _ = tell.send(args);
        }
    }
}

impl Expected {
    /// What the other side answers.
    ///
    /// # Errors
    /// [`AckError::TooLate`] and [`AckError::Left`].
    pub async fn answer(mut self, limit: Duration) -> Result<Args, AckError> {
        match timeout(limit, &mut self.heard).await {
            Ok(heard) => heard.map_err(|_| AckError::Left),
            Err(_) => Err(AckError::TooLate { limit }),
        }
    }
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.socket.lock().waiting.remove(&self.id);
    }
}
// ANCHOR_END: expect

/// Why there is no acknowledgement.
#[derive(Debug, thiserror::Error)]
pub enum AckError {
    /// Not in time. It may still come, and nobody will hear it.
    #[error("no acknowledgement within {limit:?}")]
    TooLate {
        /// How long we have waited.
        limit: Duration,
    },
    /// The socket has left.
    #[error("the socket has left")]
    Left,
    /// The event cannot be written.
    #[error(transparent)]
    Args(#[from] ArgsError),
}

// ANCHOR: ack
/// The other side wants to hear that its event has come.
#[derive(Clone)]
pub struct Ack {
    socket: Socket,
    id: u64,
    sent: Arc<AtomicBool>,
}

impl Ack {
    pub(crate) fn new(socket: &Socket, id: u64) -> Ack {
        let (socket, sent) = (socket.clone(), Arc::default());
        Ack { socket, id, sent }
    }

    /// Answers, from any task and at any time. Only the first answer counts.
    ///
    /// # Errors
    /// [`ArgsError::Attachments`]: it cannot be written.
    pub fn send(&self, args: &Args) -> Result<(), ArgsError> {
        let ack = Encoded::ack(self.socket.namespace(), self.id, args)?;
        if !self.sent.swap(true, Ordering::Relaxed) {
            self.socket.send(&ack);
        }
        Ok(())
    }
}
// ANCHOR_END: ack
// ANCHOR_END: all
