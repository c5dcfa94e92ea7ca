//! What leaves in one write.

use std::collections::VecDeque;

use bytes::{Buf, Bytes};
use room::Batch;

fn batch(messages: &[&'static str]) -> (Vec<Bytes>, Batch) {
    let messages: Vec<Bytes> =
        messages.iter().map(|text| Bytes::from(*text)).collect();
    let batch = VecDeque::from(messages.clone()).into();
    (messages, batch)
}

#[test]
fn a_whole_message_is_shared_not_copied() {
    let (messages, mut batch) = batch(&["one", "two"]);
    for message in messages {
        let taken = batch.copy_to_bytes(batch.chunk().len());
        assert_eq!(taken, message);
        assert_eq!(taken.as_ptr(), message.as_ptr());
    }
    assert!(!batch.has_remaining());
}

#[test]
fn bytes_of_several_messages_are_copied_together() {
    let (_, mut batch) = batch(&["one", "two", "three"]);
    assert_eq!(batch.copy_to_bytes(4), "onet");
    assert_eq!(batch.remaining(), 7);
    assert_eq!(batch.copy_to_bytes(2), "wo");
    assert_eq!(batch.copy_to_bytes(5), "three");
    assert_eq!(batch.copy_to_bytes(0), "");
}
