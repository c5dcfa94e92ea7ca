//! A real browser's handshake, recorded byte for byte by `captures/record`.

use kit::{deliveries, send};
use tokio::io::AsyncReadExt;
use upgrade::{Config, HELLO};

use crate::capture::{Capture, chromium};
use crate::request::opening;

#[tokio::test(start_paused = true)]
async fn chromium_is_answered_as_on_the_day_it_was_recorded() {
    let Capture { asked, answer, greeting, said } = chromium();
    assert_eq!(greeting, HELLO);
    for delivery in deliveries(&[&asked, &said]) {
        let (mut client, opened) = opening(Config::default());
        send(&mut client, &delivery).await.unwrap();
        let mut told = vec![0; answer.len()];
        let read = client.read_exact(&mut told);
        kit::within("the answer", read).await.unwrap();
        kit::expect_wire(&told, &answer, "the answer has changed");
        let opened = kit::within("it to open", opened).await.unwrap().unwrap();
        let origin = opened.handshake.origin.as_deref();
        assert_eq!(origin, Some("http://localhost:3000"));
    }
}

#[test]
fn what_it_says_first_is_nothing_that_this_chapter_understands() {
    let said = chromium().said;
    assert_eq!(said.len(), "Hello".len() + 6);
    assert_eq!(said[..2], [0x81, 0x85]);
    assert!(!said.windows(5).any(|five| five == b"Hello"), "it is masked");
}
