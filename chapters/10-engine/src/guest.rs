// ANCHOR: all
//! A client at the keyboard.

use std::io;

use engine::{Content, Handler, Message, Peer, Reason};
use upgrade::printable;

use crate::arguments::Arguments;

/// Shows what it hears.
struct Screen;

impl Handler for Screen {
    fn message(&mut self, message: Message) {
        match message.content() {
            Content::Text(text) => println!("{}", printable(text)),
            Content::Binary(bytes) => println!("({} bytes)", bytes.len()),
        }
    }
}

/// Says what is typed, until one side has had enough.
pub async fn connect(arguments: &Arguments) -> io::Result<()> {
    let config = arguments.config();
    let make = |peer: &Peer| -> Box<dyn Handler> {
        tokio::spawn(say(peer.clone()));
        println!("connected; type something");
        Box::new(Screen)
    };
    tokio::select! {
        reason = engine::connect(arguments.port, &config, make) => {
            println!("closed: {}", reason?);
            Ok(())
        }
        () = ping::interrupted() => Ok(()),
    }
}

/// Says what is typed, and then goodbye.
async fn say(peer: Peer) {
    let mut typed = room::keyboard();
    while let Some(line) = typed.recv().await {
        let text = String::from_utf8_lossy(&line);
        peer.send(Message::text(text.trim_end_matches(['\r', '\n'])));
    }
    peer.close(Reason::ForcedClose);
}
// ANCHOR_END: all
