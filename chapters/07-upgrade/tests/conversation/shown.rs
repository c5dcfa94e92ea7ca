//! What a terminal gets to see.

use std::time::Duration;

use bytes::Bytes;
use upgrade::shown;
use wiretap::{Direction, Event, Piece, dump};

use crate::request::OPENED;

fn piece(event: Event) -> Piece {
    let sent = Duration::from_millis(1500);
    let direction = Direction::ToClient;
    Piece { connection: 1, direction, event, sent, received: Some(sent) }
}

fn bytes(bytes: &[u8]) -> Piece {
    piece(Event::Bytes(Bytes::copy_from_slice(bytes)))
}

#[test]
fn a_head_is_lines_and_what_came_with_it_is_hex() {
    let said = [OPENED.as_bytes(), b"\x81\x05Hello, all of you"].concat();
    let expected = " 1     1.500     1.500   <-   148\n    \
                    HTTP/1.1 101 Switching Protocols\n    \
                    Upgrade: websocket\n    \
                    Connection: Upgrade\n    \
                    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\n    \
                    81 05 48 65 6c 6c 6f 2c ..Hello,\n    \
                    20 61 6c 6c 20 6f 66 20  all of \n    \
                    79 6f 75                you\n";
    let trimmed = expected.replace("of \n", "of\n");
    assert_eq!(shown(&bytes(&said)), trimmed);
    // A head that is longer than a read comes in parts.
    let part = shown(&bytes(b"X: y\r\nCookie: abc"));
    assert!(part.ends_with("<-    17\n    X: y\n    Cookie: abc\n"), "{part}");
}

#[test]
fn what_could_move_the_cursor_is_never_printed_as_it_is() {
    for said in [
        &b"GET / HTTP/1.1\r\nX: \x1b[2J\r\n\r\n"[..],
        b"\x07\r\n\r\n",
        b"X: \xc2\x9b2J\r\n\r\n",
        b"ping",
        b"\x81\x85\r\n\r\n",
    ] {
        let piece = bytes(said);
        assert_eq!(shown(&piece), dump(&piece));
        assert!(
            shown(&piece).bytes().all(|b| matches!(b, b' '..=b'~' | b'\n'))
        );
    }
}

#[test]
fn an_end_is_told_as_chapter_02_does() {
    for event in [Event::Fin, Event::Rst] {
        let piece = piece(event);
        assert_eq!(shown(&piece), dump(&piece));
    }
}

#[test]
fn of_a_peer_s_text_only_what_can_be_printed_reaches_the_terminal() {
    let said = "größer\x1b[2J\r\n* you win\x07\u{9b}\x7f\0";
    assert_eq!(upgrade::printable(said), "größer.[2J..* you win....");
}
