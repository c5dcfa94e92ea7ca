//! A client that polls.

use kit::within;
use peer::Peer as Socket;
use tokio::task::JoinHandle;

use crate::web::{Answer, House, get, post, settle};

pub struct Polling {
    pub house: House,
    pub eio: u8,
    pub sid: String,
}

impl Polling {
    pub fn query(&self, transport: &str) -> String {
        let (eio, sid) = (self.eio, &self.sid);
        format!("EIO={eio}&transport={transport}&sid={sid}")
    }

    /// A poll that is under way.
    pub async fn poll(&self) -> JoinHandle<Answer> {
        let poll = self.house.ask(&get(&self.query("polling")), b"");
        settle().await;
        poll
    }

    /// What the next poll hears.
    pub async fn hear(&self) -> String {
        heard(self.house.ask(&get(&self.query("polling")), b"")).await
    }

    pub async fn post(&self, body: &str) -> Answer {
        let post = self.post_bytes("text/plain;charset=UTF-8", body.as_bytes());
        within("the answer to a POST", post).await.unwrap()
    }

    pub fn post_bytes(&self, kind: &str, body: &[u8]) -> JoinHandle<Answer> {
        let head = self.head_of_post();
        self.house.ask(&format!("{head}\r\nContent-Type: {kind}"), body)
    }

    pub fn head_of_post(&self) -> String {
        post(&self.query("polling"))
    }

    /// The server knows it no more.
    pub async fn expect_over(&self) {
        self.house.get(&self.query("polling")).await.expect_unknown();
    }

    /// Part of a `POST`, whose rest does not come.
    pub async fn begin_post(&self) -> Socket {
        let mut socket = self.house.connect();
        let head = self.head_of_post();
        let fields = "Host: localhost\r\nContent-Length: 9";
        let part = format!("{head}\r\n{fields}\r\n\r\n4hel");
        socket.write(part.as_bytes()).await;
        settle().await;
        socket
    }

    /// A WebSocket that may take the session over.
    pub async fn socket(&self) -> Socket {
        let mut socket = self.house.connect();
        socket.open(&self.query("websocket")).await;
        socket
    }

    /// The same, and it has been probed.
    pub async fn probed(&self) -> Socket {
        let mut socket = self.socket().await;
        socket.say("2probe").await;
        socket.expect("3probe").await;
        socket
    }
}

/// What a poll came back with.
pub async fn heard(poll: JoinHandle<Answer>) -> String {
    let answer = within("a poll's answer", poll).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_string()
}
