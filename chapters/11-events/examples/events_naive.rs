// ANCHOR: all
//! Questions and answers over chapter 10's sessions, without a number on
//! them: the answers are taken in the order in which they come.

use std::io;
use std::time::Duration;

use engine::{Config, Content, Engine, Handler, Message, Peer, Reason};
use tokio::net::TcpListener;
use tokio::time::sleep;

// ANCHOR: server
/// Answers each question, and one of them takes a while.
struct Server(Peer);

impl Handler for Server {
    fn message(&mut self, message: Message) {
        let Content::Text(question) = message.content() else { return };
        let (peer, question) = (self.0.clone(), question.to_string());
        let patience = Duration::from_millis(match &*question {
            "how much is in the archive?" => 100,
            _ => 0,
        });
        tokio::spawn(async move {
            sleep(patience).await;
            let answer = match &*question {
                "how much is in the archive?" => "41,500 socks",
                _ => "2 socks",
            };
            peer.send(Message::text(answer));
        });
    }
}
// ANCHOR_END: server

// ANCHOR: client
/// Whatever comes next is the answer to the oldest question.
struct Client {
    peer: Peer,
    asked: Vec<&'static str>,
}

impl Handler for Client {
    fn message(&mut self, message: Message) {
        let Content::Text(answer) = message.content() else { return };
        println!("{} {answer}", self.asked.remove(0));
        if self.asked.is_empty() {
            self.peer.close(Reason::ForcedClose);
        }
    }
}
// ANCHOR_END: client

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let config = Config::default();
    let server =
        |peer: &Peer| -> Box<dyn Handler> { Box::new(Server(peer.clone())) };
    let engine = Engine::new(config.clone(), server);
    let stop = std::future::pending();
    tokio::spawn(engine::serve(engine, vec![listener], None, stop));
    let asked = vec!["how much is in the archive?", "and in the drawer?"];
    let client = |peer: &Peer| -> Box<dyn Handler> {
        for question in &asked {
            peer.send(Message::text(question));
        }
        Box::new(Client { peer: peer.clone(), asked })
    };
    engine::connect(port, &config, client).await?;
    Ok(())
}
// ANCHOR_END: all
