//! 07.2: refuse what is no handshake.

use request::{Head, HeadDecoder, Limits};

use crate::handshakes::{handshake, with};
use crate::refuse::{HOME, status};

/// A key of 19 bytes.
const LONG: &str = "dGhlIHNhbXBsZSBub25jZXh4eA==";

/// Fails for the first request that is not answered as it should be.
#[track_caller]
fn expect(requests: Vec<(String, u16, &str)>) {
    for (request, expected, why) in requests {
        let got = status(&decoded(&request));
        if got == expected {
            continue;
        }
        let verb = match (got, expected) {
            (101, _) => "was let in",
            (_, 101) => "was kept out",
            _ => "was kept out for another reason",
        };
        let shown = request.trim_end().replace("\r\n", "\n    ");
        panic!(
            "this request {verb}:\n    {shown}\n  expected status  \
             {expected}\n  got              {got}\n{why}"
        );
    }
}

fn decoded(request: &str) -> Head {
    let mut heads = HeadDecoder::new(Limits::default());
    let head = heads.decode(&mut request.into());
    head.expect("it is a head").expect("it is whole")
}

fn first(method: &str) -> String {
    handshake().replacen("GET", method, 1)
}

#[exercise::check(refuse)]
#[test]
fn ex_07_2_whoever_asks_as_they_should_is_let_in() {
    let case = "Words of such a list count in any case. (hint 2)";
    let list = "Firefox says this. A field may be a list. (hint 2)";
    let origin = "A page from home, and whoever is no page, may. (hint 3)";
    expect(vec![
        (handshake(), 101, "Nothing is wrong with this one."),
        (with("Upgrade", &["WebSocket"]), 101, case),
        (with("Connection", &["upgrade"]), 101, case),
        (with("Connection", &["keep-alive, Upgrade"]), 101, list),
        (with("Connection", &["keep-alive", "Upgrade"]), 101, list),
        (with("Upgrade", &["h2c, websocket"]), 101, list),
        (with("Origin", &[HOME]), 101, origin),
        (with("Cookie", &["a=b"]), 101, "Other fields do not matter."),
    ]);
}

#[exercise::check(refuse)]
#[test]
fn ex_07_2_what_is_no_handshake_is_refused_with_the_right_status() {
    let method = "What does a form send when it is submitted? (hint 1)";
    let upgrade = "This is an ordinary request, or one for something else.";
    let version = "The drafts before the RFC had other versions. (hint 1)";
    let word = "Letters are not a word: look at the whole item of the list. \
                (hint 2)";
    let connection = "Without it, `Upgrade` was meant for somebody else on \
                      the way. (hint 1)";
    let once = "Of two, another server on the way may believe the other one. \
                (hint 2)";
    let key = "16 bytes in base64 are 24 characters, `==` at the end. (hint 1)";
    let short = "It ends with `==`, and is not 24 characters long. (hint 1)";
    let case = "The names of fields count in any case. A method does not: \
                `get` is another one. (hint 2)";
    let order = "Several things are wrong. Which of them stands first in the \
                 list?";
    let foreign = |request: String| {
        let field = "\r\nOrigin: https://evil.example\r\n\r\n";
        request.replacen("\r\n\r\n", field, 1)
    };
    let keys = ["dGhlIHNhbXBsZSBub25jZQ=="; 2];
    let both = with("Upgrade", &[]).replacen("GET", "POST", 1);
    let late = with("Connection", &[]).replace("Version: 13", "Version: 8");
    expect(vec![
        (first("POST"), 405, method),
        (first("HEAD"), 405, method),
        (first("get"), 405, case),
        (with("Upgrade", &[]), 426, upgrade),
        (with("Upgrade", &["h2c"]), 426, upgrade),
        (with("Upgrade", &["websockets"]), 426, word),
        (with("Sec-WebSocket-Version", &[]), 426, version),
        (with("Sec-WebSocket-Version", &["8"]), 426, version),
        (with("Sec-WebSocket-Version", &["13", "8"]), 426, once),
        (with("Host", &[]), 400, "For which host is this?"),
        (with("Host", &["localhost", "other"]), 400, once),
        (with("Connection", &[]), 400, connection),
        (with("Connection", &["keep-alive"]), 400, connection),
        (with("Connection", &["no-upgrade"]), 400, word),
        (with("Sec-WebSocket-Key", &[]), 400, key),
        (with("Sec-WebSocket-Key", &["c2hvcnQ="]), 400, key),
        (with("Sec-WebSocket-Key", &["eA=="]), 400, short),
        (with("Sec-WebSocket-Key", &[LONG]), 400, short),
        (with("Sec-WebSocket-Key", &["x".repeat(24).as_str()]), 400, key),
        (with("Sec-WebSocket-Key", &keys), 400, once),
        (both, 405, order),
        (late, 400, order),
        (with("Host", &[]).replace("websocket", "h2c"), 400, order),
        (foreign(first("POST")), 405, order),
        (foreign(with("Upgrade", &[])), 426, order),
        (foreign(with("Sec-WebSocket-Key", &[])), 400, order),
    ]);
}

#[exercise::check(refuse)]
#[test]
fn ex_07_2_pages_of_other_sites_are_kept_out() {
    let other = "The browser says from where the page was loaded, and that \
                 is not home. (hint 3)";
    let begins = "It begins like home, and is somewhere else. (hint 3)";
    let case = "Browsers write an origin in lower case, and it counts as it \
                is. (hint 2)";
    let two = "Whoever says two origins hides one of them. (hint 3)";
    expect(vec![
        (with("Origin", &["https://evil.example"]), 403, other),
        (with("Origin", &["null"]), 403, other),
        (with("Origin", &["http://localhost:30001"]), 403, begins),
        (with("Origin", &["http://localhost:3000.evil.example"]), 403, begins),
        (with("Origin", &["HTTP://LOCALHOST:3000"]), 403, case),
        (with("Origin", &[HOME, "https://evil.example"]), 403, two),
    ]);
}
