//! 07.3: what stands behind the head.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use kit::{Delivery, deliveries, readable, send, spawn};
use tokio::io::{AsyncRead, AsyncWriteExt, ReadBuf};
use upgrade::HELLO;
use wiretap::{MemoryStream, pair};

use crate::behind::first_message;
use crate::handshakes::OPENED;

const SECOND: &[u8] = b"\x81\x05World";

/// What the client takes for the first message, if the server's words come so.
async fn hear(delivery: Delivery, hangs_up: bool) -> io::Result<[u8; 7]> {
    let (client, mut server) = pair();
    let shown = delivery.pieces.iter().map(|piece| readable(piece));
    let shown: Vec<String> = match delivery.pieces.len() {
        0..=9 => shown.map(|piece| format!("  \"{piece}\"")).collect(),
        many => vec![format!("  {many} pieces of one byte")],
    };
    let what = format!(
        "your client to find the first message. The server's words were \
         delivered {}:\n{}\nOf what it has read together with the head, what \
         has become? (hint 1)\nThis is where it stopped",
        delivery.name,
        shown.join("\n"),
    );
    spawn(async move {
        // A client that has what it wants may be gone.
        let _ = send(&mut server, &delivery).await;
        if hangs_up {
            let _ = server.shutdown().await;
        }
        std::future::pending::<()>().await;
    });
    let client = Ending { stream: client, zeros: 0 };
    kit::within(&what, first_message(client)).await
}

/// Nobody has to read more often than that to know that it is the end.
const ZEROS: usize = 5;

/// A stream that does not let anybody read for ever at its end: without this
/// a loop that never looks would never stop.
struct Ending {
    stream: MemoryStream,
    zeros: usize,
}

impl AsyncRead for Ending {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let is_zero = buffer.filled().len() == before && buffer.capacity() > 0;
        self.zeros = if is_zero { self.zeros + 1 } else { 0 };
        assert!(
            self.zeros < ZEROS,
            "the server has hung up in the middle, and you go on reading.\n\
             A read of 0 bytes: nothing more will come. Have all seven been \
             there? (hint 3)"
        );
        Poll::Ready(Ok(()))
    }
}

#[exercise::check(behind)]
#[tokio::test(start_paused = true)]
async fn ex_07_3_the_first_message_is_found_however_it_is_delivered() {
    for delivery in deliveries(&[OPENED.as_bytes(), HELLO, SECOND]) {
        let name = delivery.name;
        let heard = hear(delivery, false).await.expect("a message");
        let why = match heard {
            [0x81, 5, b'W', ..] => {
                "That is the second message. The first had been read already, \
                 together with the head. What has become of it? (hint 1)"
            }
            [.., 0] => {
                "The zeros are what had not come yet when you took it. A read \
                 brings what there is, and not what you want. (hint 3)"
            }
            _ => "Where does the head end, and what stands behind it? (hint 2)",
        };
        assert!(
            heard == HELLO,
            "the server's words were delivered {name}: its 101, then \"{}\", \
             then \"{}\"\n  you took \"{}\" for the first message\n{why}",
            readable(HELLO),
            readable(SECOND),
            readable(&heard),
        );
    }
}

#[exercise::check(behind)]
#[tokio::test(start_paused = true)]
async fn ex_07_3_a_server_that_hangs_up_too_early_is_an_error() {
    for words in [&OPENED.as_bytes()[..20], OPENED.as_bytes()] {
        for delivery in deliveries(&[words, &HELLO[..3]]) {
            let name = delivery.name;
            let heard = hear(delivery, true).await;
            assert!(
                heard.is_err(),
                "the server has hung up in the middle, delivered {name}, and \
                 you took \"{}\" for its first message\nA read of 0 bytes: \
                 nothing more will come. Have all seven been there? (hint 3)",
                readable(&heard.unwrap_or_default()),
            );
        }
    }
}
