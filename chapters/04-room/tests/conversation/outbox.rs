//! The queue in front of each peer.

use std::io::IoSlice;

use bytes::{Buf, Bytes};
use kit::within;
use room::{Batch, Full, Outbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const HANDLE: usize = Outbox::HANDLE;

#[tokio::test(start_paused = true)]
async fn it_holds_so_many_bytes_and_not_one_more() {
    let outbox = Outbox::new(2 * (10 + HANDLE));
    assert_eq!(outbox.push(message(10)), Ok(()));
    assert_eq!(outbox.push(message(11)), Err(Full));
    assert_eq!(outbox.push(message(10)), Ok(()));
    assert_eq!(outbox.push(message(0)), Err(Full));
    assert_eq!(outbox.size(), 2 * (10 + HANDLE));
    // What is being written still counts; what has been written does not.
    let batch = outbox.take().await.unwrap();
    assert_eq!(batch.remaining(), 20);
    assert_eq!(outbox.push(message(1)), Err(Full));
    let more = within("news", async {
        tokio::join!(outbox.take(), async { outbox.push(message(20)) })
    });
    let (next, pushed) = more.await;
    assert_eq!(pushed, Ok(()));
    assert_eq!(next.unwrap().remaining(), 20);
}

#[tokio::test(start_paused = true)]
async fn an_empty_one_takes_a_message_of_any_size() {
    let outbox = Outbox::new(100);
    assert_eq!(outbox.push(message(1000)), Ok(()));
    assert_eq!(outbox.push(message(1)), Err(Full));
}

#[tokio::test(start_paused = true)]
async fn closed_it_gives_the_rest_and_a_last_message_and_then_nothing() {
    let outbox = Outbox::new(10 + HANDLE);
    outbox.push(message(10)).unwrap();
    outbox.close(Some(message(5)));
    outbox.close(Some(message(7))); // the first last word is the last
    assert_eq!(outbox.push(message(1)), Ok(())); // and goes nowhere
    within("closed", outbox.closed()).await;
    assert_eq!(outbox.size(), 10 + 5 + 2 * HANDLE);
    assert_eq!(outbox.take().await.unwrap().remaining(), 15);
    assert!(outbox.take().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_same_message_for_many_is_the_same_bytes() {
    let (one, other) = (Outbox::new(1000), Outbox::new(1000));
    let message = message(10);
    one.push(message.clone()).unwrap();
    other.push(message.clone()).unwrap();
    for outbox in [one, other] {
        let batch = outbox.take().await.unwrap();
        assert_eq!(batch.single().unwrap().as_ptr(), message.as_ptr());
    }
}

#[tokio::test(start_paused = true)]
async fn a_batch_is_written_in_order_however_little_each_write_takes() {
    let parts = ["one\n", "", "two\n", "three\n"];
    for room in 1..20 {
        let messages = parts.map(|part| Bytes::from_static(part.as_bytes()));
        let mut batch = Batch::from(std::collections::VecDeque::from(messages));
        assert!(batch.single().is_none());
        let mut slices = [IoSlice::new(&[]); 8];
        assert_eq!(batch.chunks_vectored(&mut slices), 4);
        let (mut reader, mut writer) = tokio::io::simplex(room);
        let written = async {
            writer.write_all_buf(&mut batch).await.unwrap();
            writer.shutdown().await.unwrap();
        };
        let mut text = String::new();
        let read = reader.read_to_string(&mut text);
        let both = async { tokio::join!(written, read) };
        within("the batch", both).await.1.unwrap();
        assert_eq!(text, "one\ntwo\nthree\n");
    }
}

fn message(size: usize) -> Bytes {
    Bytes::from(vec![b'x'; size])
}
