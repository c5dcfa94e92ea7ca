// ANCHOR: all
//! What is ready to be sent, to one peer or to a thousand.

use engine::Message;

use crate::{Args, ArgsError, Packet, write_ack, write_event};

// ANCHOR: encoded
/// A packet and its attachments as messages of Engine.IO. Copies share their
/// bytes, so whoever tells many encodes once.
#[derive(Clone, Debug)]
pub struct Encoded {
    text: Message,
    attachments: Vec<Message>,
}

impl Encoded {
    /// An event, with an `id` if somebody wants to hear that it has come.
    ///
    /// # Errors
    /// [`ArgsError::Reserved`] and [`ArgsError::Attachments`].
    pub fn event(
        namespace: &str,
        id: Option<u64>,
        name: &str,
        args: &Args,
    ) -> Result<Encoded, ArgsError> {
        let size = namespace.len() + name.len();
        let write =
            |text: &mut String| write_event(text, namespace, id, name, args);
        Encoded::new(size, args, write)
    }

    /// The answer to an event.
    ///
    /// # Errors
    /// [`ArgsError::Attachments`].
    pub fn ack(
        namespace: &str,
        id: u64,
        args: &Args,
    ) -> Result<Encoded, ArgsError> {
        let write = |text: &mut String| write_ack(text, namespace, id, args);
        Encoded::new(namespace.len(), args, write)
    }

    /// Any packet without attachments.
    pub(crate) fn packet(packet: Packet<'_>) -> Encoded {
        let size = packet.namespace.len() + packet.data.len() + MARKS;
        let text = Message::write(size, |text| packet.encode(text));
        Encoded { text, attachments: Vec::new() }
    }

    fn new(
        size: usize,
        args: &Args,
        write: impl FnOnce(&mut String) -> Result<(), ArgsError>,
    ) -> Result<Encoded, ArgsError> {
        let size = size + args.json().len() + MARKS;
        let mut done = Ok(());
        let text = Message::write(size, |text| done = write(text));
        done?;
        let attachments = args.attachments().iter();
        let attachments = attachments.map(|bytes| Message::binary(bytes));
        Ok(Encoded { text, attachments: attachments.collect() })
    }

    /// The packet, and its attachments behind it.
    pub fn messages(&self) -> impl Iterator<Item = Message> + Clone {
        let attachments = self.attachments.iter().cloned();
        std::iter::once(self.text.clone()).chain(attachments)
    }
}

/// Enough for numbers, brackets, quotes and commas.
const MARKS: usize = 50;
// ANCHOR_END: encoded
// ANCHOR_END: all
