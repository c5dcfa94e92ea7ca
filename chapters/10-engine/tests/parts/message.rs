//! One buffer for a message, however many hear it.

use engine::{Content, Message, Packet, Revision};

fn place(message: &Message) -> usize {
    match message.content() {
        Content::Text(text) => text.as_ptr() as usize,
        Content::Binary(bytes) => bytes.as_ptr() as usize,
    }
}

#[test]
fn what_was_said_is_what_is_heard() {
    assert_eq!(Message::text("héllo").content(), Content::Text("héllo"));
    assert_eq!(Message::text("").content(), Content::Text(""));
    let bytes = [0, 4, 0x34, 0xff];
    assert_eq!(Message::binary(&bytes).content(), Content::Binary(&bytes));
    assert_eq!(Message::binary(b"").content(), Content::Binary(b""));
}

#[test]
fn a_text_and_the_same_bytes_are_not_the_same_message() {
    assert_ne!(Message::text("hi"), Message::binary(b"hi"));
}

#[test]
fn a_text_can_be_written_in_place() {
    let message = Message::write(2, |packet| packet.push_str("2[1]"));
    assert_eq!(message, Message::text("2[1]"));
}

#[test]
fn a_copy_of_a_message_shares_its_buffer() {
    for message in [Message::text("hello"), Message::binary(b"hello")] {
        assert_eq!(place(&message), place(&message.clone()));
    }
}

#[test]
fn a_frame_for_each_of_many_is_made_without_a_copy_of_the_message() {
    let message = Message::text("hello");
    for revision in [Revision::Three, Revision::Four] {
        let packet = Packet::Message(message.clone()).encode();
        let frame = revision.say(packet).into_data();
        // The packet begins one byte before what was said.
        assert_eq!(frame.as_ptr() as usize + 1, place(&message));
    }
    let message = Message::binary(b"hello");
    for (revision, type_size) in [(Revision::Three, 1), (Revision::Four, 0)] {
        let packet = Packet::Message(message.clone()).encode();
        let frame = revision.say(packet).into_data();
        assert_eq!(frame.as_ptr() as usize + type_size, place(&message));
    }
}

#[test]
fn a_text_that_was_heard_is_said_again_from_the_same_buffer() {
    let frame = Revision::Four.say("4hello".into());
    let heard = frame.clone().into_data().as_ptr();
    let Ok(packet) = Revision::Four.hear(frame) else { panic!() };
    assert_eq!(packet.encode().as_ptr(), heard);
}
