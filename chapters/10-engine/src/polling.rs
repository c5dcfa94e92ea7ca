// ANCHOR: all
//! A session that is carried by requests.

use std::collections::VecDeque;
use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use room::Batch;
use tokio::sync::oneshot::error::RecvError;
use tokio::sync::{mpsc, oneshot};
use tokio::task::coop::consume_budget;
use tokio::time::{Instant, sleep_until};

use crate::opened::Opened;
use crate::visit::{
    Move, Payload, Poll, Post, Visit, due, hangup, moves, posted,
};
use crate::{Engine, Error, Event, Packet, Reason, Refusal, Revision};
use crate::{payload, payload_three};

/// The session's task, as long as no WebSocket has taken it over.
pub struct Polling {
    opened: Opened,
    visits: mpsc::Receiver<Visit>,
    /// The request that waits for something to hear.
    poll: Option<Poll>,
    /// The one that has not come to its end.
    post: Option<Post>,
    /// The WebSocket that may take over.
    next: Option<Move>,
}

/// While a WebSocket tries to take over, no poll waits longer than this.
const SOON: Duration = Duration::from_millis(100);

impl Polling {
    pub fn new(opened: Opened, visits: mpsc::Receiver<Visit>) -> Polling {
        Polling { opened, visits, poll: None, post: None, next: None }
    }

    // ANCHOR: carry
    /// Carries the session to its end, or until it moves.
    pub async fn carry(mut self, engine: Engine) {
        let peer = self.opened.peer.clone();
        let mut cut = pin!(peer.cut(engine.config().goodbye));
        let mut timer = pin!(sleep_until(self.opened.deadline()));
        let mut noop = None;
        let reason = loop {
            let deadline = self.opened.deadline();
            if timer.deadline() != deadline {
                timer.as_mut().reset(deadline);
            }
            let polled = self.poll.is_some();
            let moving = polled && self.next.is_some();
            noop = moving.then(|| noop.unwrap_or(Instant::now() + SOON));
            let done = tokio::select! {
                biased; // what was begun comes first, and new requests last
                reason = &mut cut => Err(reason),
                () = &mut timer => self.opened.tick().map(|packet| {
                    packet.into_iter().for_each(|p| peer.push(p.encode()));
                }),
                body = posted(&mut self.post) => match self.post.take() {
                    Some(post) => self.post(body, post.reply).await,
                    None => Ok(()),
                },
                moves = moves(&mut self.next) => match self.next.take() {
                    Some(next) if moves => {
                        self.reply(Packet::Noop);
                        engine.settle(peer.sid());
                        // Whoever asked has gone: the session goes, too.
                        let _ = next.to.send(self.opened);
                        return;
                    }
                    _ => Ok(()), // it has given up, and nothing has changed
                },
                batch = peer.take(), if polled => self.tell(batch),
                // What is said now would be lost with it.
                () = hangup(&mut self.poll) => Err(Reason::TransportError),
                () = due(noop) => {
                    self.reply(Packet::Noop);
                    Ok(())
                }
                // `None` cannot be: the engine holds the other end.
                Some(visit) = self.visits.recv() => self.visit(visit),
            };
            if let Err(reason) = done {
                break reason;
            }
        };
        peer.close(reason);
        // What was said before the end is not lost.
        if let Some(batch) = peer.take().now_or_never() {
            let _ = self.tell(batch);
        }
        // To whoever has said goodbye, it need not be said again.
        self.reply(match reason {
            Reason::TransportClose => Packet::Noop,
            _ => Packet::Close,
        });
    }
    // ANCHOR_END: carry

    // ANCHOR: answer
    /// A client polls one at a time, and says one body at a time: of two,
    /// which came first?
    fn visit(&mut self, visit: Visit) -> Result<(), Reason> {
        match visit {
            Visit::Poll(_) if self.poll.is_some() => {
                return Err(Reason::TransportError);
            }
            Visit::Post(_) if self.post.is_some() => {
                return Err(Reason::TransportError);
            }
            Visit::Poll(poll) => self.poll = Some(poll),
            Visit::Post(post) => self.post = Some(post),
            // Of two at once, the first one has it.
            Visit::Move(next) => drop(self.next.get_or_insert(next)),
        }
        Ok(())
    }

    /// All that waits, in one answer.
    fn tell(&mut self, batch: Option<Batch>) -> Result<(), Reason> {
        let Some(batch) = batch else {
            let reason = self.opened.peer.closed();
            return Err(reason.unwrap_or(Reason::ForcedClose));
        };
        let Some(poll) = self.poll.take() else { return Ok(()) };
        let revision = self.opened.session.revision();
        let payload = revision.payload(batch, poll.base64);
        poll.reply.send(payload).or(Err(Reason::TransportError))
    }

    /// Answers the poll that waits, if one does, with one packet.
    fn reply(&mut self, packet: Packet) {
        let _ = self.tell(Some(Batch::from(VecDeque::from([packet.encode()]))));
    }
    // ANCHOR_END: answer

    // ANCHOR: hear
    /// A body has come, or it has been refused, or it will never come.
    async fn post(
        &mut self,
        body: Result<Result<Payload, Refusal>, RecvError>,
        reply: oneshot::Sender<Result<(), Refusal>>,
    ) -> Result<(), Reason> {
        let body = match body {
            Ok(Ok(body)) => body,
            // The client knows already, and may say something shorter.
            Ok(Err(Refusal::TooLarge)) => return Ok(()),
            _ => return Err(Reason::TransportError),
        };
        let done = self.hear(body).await;
        let is_wrong = done == Err(Reason::ParseError);
        let refused = Err(Refusal::BadRequest);
        let _ = reply.send(if is_wrong { refused } else { Ok(()) });
        done
    }

    /// What a body holds, packet by packet.
    async fn hear(&mut self, body: Payload) -> Result<(), Reason> {
        let text =
            || std::str::from_utf8(&body.bytes).map_err(|_| Error::NotUtf8);
        match (self.opened.session.revision(), body.is_binary) {
            (Revision::Four, _) => self.hear_all(payload::read(text()?)).await,
            (Revision::Three, false) => {
                self.hear_all(payload_three::read(text()?)).await
            }
            (Revision::Three, true) => {
                self.hear_all(payload_three::read_binary(&body.bytes)).await
            }
        }
    }

    async fn hear_all(
        &mut self,
        packets: impl Iterator<Item = Result<Packet, Error>>,
    ) -> Result<(), Reason> {
        for packet in packets {
            // What comes behind the end is not heard.
            if self.opened.peer.closed().is_some() {
                break;
            }
            // A pause now and then, in which others take what they are told.
            consume_budget().await;
            match self.opened.hear(packet?)? {
                Event::Answer(packet) => {
                    self.opened.peer.push(packet.encode());
                }
                Event::Close => return Err(Reason::TransportClose),
                Event::Message(_) | Event::Nothing => {}
            }
        }
        Ok(())
    }
    // ANCHOR_END: hear
}
// ANCHOR_END: all
