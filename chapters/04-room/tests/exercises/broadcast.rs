//! 04.1: to all but the sender.

use bytes::BufMut;
use kit::{expect_wire, within};
use room::Outbox;

use crate::broadcast;

#[exercise::check(broadcast)]
#[tokio::test(start_paused = true)]
async fn ex_04_1_all_but_the_sender_hear_it() {
    let guests = ["ann", "bob", "cid"].map(|name| broadcast::Guest {
        name: name.to_string(),
        outbox: Outbox::new(1000),
    });
    broadcast::broadcast(&guests, "ann", "hello");
    broadcast::broadcast(&guests, "bob", "hi");
    for (guest, expected) in guests.iter().zip([
        "bob: hi\n",
        "ann: hello\n",
        "ann: hello\nbob: hi\n",
    ]) {
        let name = &guest.name;
        expect_wire(
            &heard(&guest.outbox).await,
            expected.as_bytes(),
            &format!(
                "ann said hello, then bob said hi. This is what {name} was \
                 told. Who knows already what ann has said? (hint 1)"
            ),
        );
    }
}

#[exercise::check(broadcast)]
#[tokio::test(start_paused = true)]
async fn ex_04_1_it_is_encoded_once() {
    let guests = ["ann", "bob", "cid", "dan"].map(|name| broadcast::Guest {
        name: name.to_string(),
        outbox: Outbox::new(1000),
    });
    broadcast::broadcast(&guests, "ann", "hello");
    let mut places = Vec::new();
    for guest in &guests[1..] {
        guest.outbox.close(None);
        let batch = within("ann's line", guest.outbox.take()).await;
        let batch = batch.unwrap_or_default();
        let message = batch.single().cloned().unwrap_or_default();
        places.push(message.as_ptr());
    }
    places.sort();
    places.dedup();
    assert!(
        places.len() == 1,
        "bob, cid and dan have `ann: hello` at {} different places of the \
         memory: it was made anew for each of them\nWith three guests nobody \
         notices. What if there are a thousand? And what does `clone` do \
         with `Bytes`? (hint 3)",
        places.len(),
    );
}

/// All that waits in an outbox.
async fn heard(outbox: &Outbox) -> Vec<u8> {
    outbox.close(None);
    let mut heard = Vec::new();
    while let Some(batch) = within("what waits", outbox.take()).await {
        heard.put(batch);
    }
    heard
}
