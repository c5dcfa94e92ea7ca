//! The numbers and words that clients know.

use engine::Refusal;

#[test]
fn the_codes_and_words_are_the_official_servers_and_the_statuses_http_s() {
    for (refusal, status, code, words) in [
        (Refusal::UnknownTransport, 400, 0, "Transport unknown"),
        (Refusal::UnknownSession, 400, 1, "Session ID unknown"),
        (Refusal::BadMethod, 400, 2, "Bad handshake method"),
        (Refusal::BadRequest, 400, 3, "Bad request"),
        (Refusal::Forbidden, 403, 4, "Forbidden"),
        (Refusal::UnsupportedRevision, 400, 5, "Unsupported protocol version"),
        (Refusal::TooLarge, 413, 3, "Payload too large"),
        (Refusal::TooSlow, 408, 3, "Body too slow"),
        (Refusal::TooMany, 503, 3, "Too many sessions"),
    ] {
        assert_eq!(refusal.status(), status, "{words}");
        assert_eq!(refusal.code(), code, "{words}");
        assert_eq!(refusal.to_string(), words);
    }
}
