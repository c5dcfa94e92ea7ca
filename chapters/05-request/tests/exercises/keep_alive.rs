//! 05.4: keep the connection alive.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use kit::{Delivery, deliveries, send, spawn, within};
use request::{Decoder, Limits};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::task::JoinHandle;
use wiretap::{MemoryStream, pair};

use crate::keep_alive::serve;

const ONE: &[u8] = b"GET /one HTTP/1.1\r\nHost: a\r\n\r\n";
const TWO: &[u8] =
    b"GET /two HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n";
const THREE: &[u8] = b"GET /three HTTP/1.1\r\nHost: a\r\nX: close\r\n\r\n";
const LAST: &[u8] =
    b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n";

#[exercise::check(keep_alive)]
#[tokio::test(start_paused = true)]
async fn ex_05_4_every_request_is_answered_in_order() {
    for delivery in deliveries(&[ONE, TWO, THREE, ONE]) {
        let mut talk = Talk::new();
        talk.give(&delivery).await;
        talk.client.shutdown().await.unwrap();
        let answers = talk.answers("the server's end").await;
        talk.expect(
            &delivery,
            "GET /one, GET /two with `Connection: keep-alive`, GET /three \
             with `X: close`, GET /one, and then the client's end",
            &answers,
            &["/one", "/two", "/three", "/one"],
        )
        .await;
    }
}

#[exercise::check(keep_alive)]
#[tokio::test(start_paused = true)]
async fn ex_05_4_after_connection_close_the_server_finishes() {
    for delivery in deliveries(&[ONE, LAST, ONE]) {
        let mut talk = Talk::new();
        talk.give(&delivery).await;
        let what = "the server to finish after `Connection: Close` (hint 3)";
        let answers = talk.answers(what).await;
        talk.expect(
            &delivery,
            "GET /one, GET /last with `Connection: Close`, GET /one",
            &answers,
            &["/one", "/last"],
        )
        .await;
    }
}

/// A client, and the server at the other end.
struct Talk {
    client: MemoryStream,
    server: JoinHandle<io::Result<()>>,
}

impl Talk {
    fn new() -> Talk {
        let (client, inner) = pair();
        let server = spawn(serve(Guarded { inner, ends: 0 }));
        Talk { client, server }
    }

    /// Whoever has hung up does not take the rest: that is checked elsewhere.
    async fn give(&mut self, delivery: &Delivery) {
        let _ = send(&mut self.client, delivery).await;
    }

    /// The bodies of all answers, until the server's end.
    async fn answers(&mut self, what: &str) -> Vec<String> {
        let mut said = Vec::new();
        within(what, self.client.read_to_end(&mut said)).await.unwrap();
        let mut decoder = Decoder::new(Limits::default());
        let mut buffer = BytesMut::from(&said[..]);
        let next = || {
            let answer = decoder.decode(&mut buffer).expect("an answer")?;
            Some(String::from_utf8_lossy(&answer.body).into_owned())
        };
        std::iter::from_fn(next).collect()
    }

    async fn expect(
        self,
        delivery: &Delivery,
        sent: &str,
        answers: &[String],
        expected: &[&str],
    ) {
        if answers == expected {
            return;
        }
        let server = within("the server's verdict", self.server).await;
        let question = match server {
            Ok(Err(error)) => format!(
                "Your server gave up with the error \"{error}\". What was sent \
                 is correct, but one request may come in several reads: the \
                 decoder remembers what it has taken out of the buffer. How \
                 many decoders does a connection need, and how many buffers?"
            ),
            _ => question(delivery, answers, expected).to_string(),
        };
        panic!(
            "sent: {sent}; delivered {}\n  expected answers  {expected:?}\n  \
             got               {answers:?}\n{question}",
            delivery.name
        );
    }
}

fn question(
    delivery: &Delivery,
    answers: &[String],
    expected: &[&str],
) -> &'static str {
    let missing = expected.get(answers.len()).copied();
    match answers.last().map(String::as_str) {
        _ if answers.len() > expected.len() => {
            "Nothing may be answered behind the request that asked for the end \
             (hint 3)."
        }
        _ if missing == Some("/last") => {
            "`/last` has no answer. Who asks for the end asks for an answer \
             first: look at the field after you have written it (hint 3)."
        }
        // One read brings no more than one request.
        Some("/two") if delivery.name == "whole" => {
            "`/two` said `Connection: keep-alive`. Which value of that field \
             asks for the end? (hint 3)"
        }
        Some("/three") if delivery.name == "whole" => {
            "`/three` said `close`, but in a field that nobody knows. Which \
             field asks for the end? (hint 3)"
        }
        _ if delivery.name == "whole" => {
            "After the first answer, is there anything to hang up for? (hint 1)"
        }
        _ if delivery.name == "one byte at a time" => {
            "Each read brings one byte. What has come of a request is partly \
             in the buffer, and partly in the decoder: does each of them live \
             as long as the connection?"
        }
        _ => {
            "One read may bring several requests. How many of them are taken \
             out before the next read? (hint 2)"
        }
    }
}

/// The server's stream. On a paused clock, whoever reads on at the end of a
/// stream would do so for ever.
struct Guarded {
    inner: MemoryStream,
    ends: usize,
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        if buffer.filled().len() == before {
            self.ends += 1;
            assert!(
                self.ends < 1000,
                "the client has finished, and your server has read on: a \
                 thousand reads have brought nothing, and none will bring \
                 more. What does it mean when `read_buf` gives 0?"
            );
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
