//! What can be wrong with a handshake, and what has to be answered.

use crate::request::{KEY, handshake, with};

const UPGRADE: &str = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
const VERSION: &str = "Sec-WebSocket-Version: 13\r\n\
                       Upgrade: websocket\r\nConnection: Upgrade\r\n";
const HTTP: &str = "a version of HTTP other than 1.1";
const HOST: &str = "no field Host, or two";
const NO_UPGRADE: &str = "no `Upgrade: websocket`: this is a WebSocket server";
const NO_CONNECTION: &str = "no `Connection: Upgrade`";
const NOT_13: &str = "Sec-WebSocket-Version is not 13";
const BAD_KEY: &str = "Sec-WebSocket-Key is not 16 bytes in base64";
const BODY: &str = "a handshake has no body";

/// What is wrong, the request, and status, fields and reason of the answer.
pub type Bad = (&'static str, String, &'static str, &'static str, String);

/// What the page shows.
pub fn faults() -> Vec<Bad> {
    let bad = |what, request: String, status, fields, why: &str| {
        (what, request, status, fields, why.to_string())
    };
    let first = |line| handshake().replacen("GET / HTTP/1.1", line, 1);
    let (s400, s426) = ("400 Bad Request", "426 Upgrade Required");
    let (s403, s431) = ("403 Forbidden", "431 Request Header Fields Too Large");
    let version = |values: &[_]| with("Sec-WebSocket-Version", values);
    let key = |values: &[_]| with("Sec-WebSocket-Key", values);
    let foreign =
        |origin| format!("pages of {origin} may not connect; see --origin");
    let evil = "https://evil.example";
    let both = "http://localhost:3000, https://evil.example";
    vec![
        bad(
            "`POST`",
            first("POST / HTTP/1.1"),
            "405 Method Not Allowed",
            "Allow: GET\r\n",
            "a handshake is a GET",
        ),
        bad(
            "an older HTTP",
            first("GET / HTTP/1.0"),
            "505 HTTP Version Not Supported",
            "",
            HTTP,
        ),
        bad("no `Host`", with("Host", &[]), s400, "", HOST),
        bad(
            "two `Host`",
            with("Host", &["localhost", "example.org"]),
            s400,
            "",
            HOST,
        ),
        bad("no `Upgrade`", with("Upgrade", &[]), s426, UPGRADE, NO_UPGRADE),
        bad(
            "`Upgrade: h2c`",
            with("Upgrade", &["h2c"]),
            s426,
            UPGRADE,
            NO_UPGRADE,
        ),
        bad(
            "no `Connection`",
            with("Connection", &[]),
            s400,
            "",
            NO_CONNECTION,
        ),
        bad(
            "`Connection: keep-alive`",
            with("Connection", &["keep-alive"]),
            s400,
            "",
            NO_CONNECTION,
        ),
        bad("no version", version(&[]), s426, VERSION, NOT_13),
        bad("version 8, a draft's", version(&["8"]), s426, VERSION, NOT_13),
        bad("two versions", version(&["13", "8"]), s426, VERSION, NOT_13),
        bad("no key", key(&[]), s400, "", BAD_KEY),
        bad("two keys", key(&[KEY; 2]), s400, "", BAD_KEY),
        bad(
            "a key of 15 bytes",
            key(&["AAECAwQFBgcICQoLDA0O"]),
            s400,
            "",
            BAD_KEY,
        ),
        bad(
            "a key that is no base64",
            key(&["dGhlIHNhbXBsZSBub25jZQ!!"]),
            s400,
            "",
            BAD_KEY,
        ),
        bad(
            "a page of another site",
            with("Origin", &[evil]),
            s403,
            "",
            &foreign(evil),
        ),
        bad(
            "a page that hides its origin",
            with("Origin", &["null"]),
            s403,
            "",
            &foreign("null"),
        ),
        bad(
            "two origins",
            with("Origin", &["http://localhost:3000", evil]),
            s403,
            "",
            &foreign(both),
        ),
        bad("a body", with("Content-Length", &["5"]), s400, "", BODY),
        bad(
            "a body in chunks",
            with("Transfer-Encoding", &["chunked"]),
            s400,
            "",
            BODY,
        ),
        bad(
            "a head of 9,000 bytes",
            with("Cookie", &[&"x".repeat(9000)]),
            s431,
            "",
            "head over 8192 bytes",
        ),
        bad(
            "101 fields",
            with("X", &["y"; 96]),
            s431,
            "",
            "more than 100 fields",
        ),
    ]
}

/// As many more, for which the page has no room.
pub fn more_faults() -> Vec<Bad> {
    let bad = |what, request: String, status, fields, why: &str| {
        (what, request, status, fields, why.to_string())
    };
    let first = |line| handshake().replacen("GET / HTTP/1.1", line, 1);
    let s400 = "400 Bad Request";
    let key = |values: &[_]| with("Sec-WebSocket-Key", values);
    let foreign = |origin| {
        let why = format!("pages of {origin} may not connect; see --origin");
        bad("", with("Origin", &[origin]), "403 Forbidden", "", &why)
    };
    vec![
        bad(
            "",
            first("HEAD / HTTP/1.1"),
            "405 Method Not Allowed",
            "Allow: GET\r\n",
            "a handshake is a GET",
        ),
        bad(
            "",
            first("get / HTTP/1.1"),
            "405 Method Not Allowed",
            "Allow: GET\r\n",
            "a handshake is a GET",
        ),
        bad(
            "",
            first("GET / HTTP/2.0"),
            "505 HTTP Version Not Supported",
            "",
            HTTP,
        ),
        bad(
            "",
            first("HTTP/1.1 101 Switching"),
            s400,
            "",
            "no start line of HTTP/1.1",
        ),
        bad(
            "",
            "hello\r\n\r\n".to_string(),
            s400,
            "",
            "no start line of HTTP/1.1",
        ),
        bad(
            "",
            with("Upgrade", &["websockets"]),
            "426 Upgrade Required",
            UPGRADE,
            NO_UPGRADE,
        ),
        bad(
            "",
            with("Sec-WebSocket-Version", &["013"]),
            "426 Upgrade Required",
            VERSION,
            NOT_13,
        ),
        bad("", key(&["AAECAwQFBgcICQoLDA0ODxA="]), s400, "", BAD_KEY),
        bad("", key(&["dGhlIHNhbXBsZSBub25jZQ"]), s400, "", BAD_KEY),
        bad("", key(&[""]), s400, "", BAD_KEY),
        foreign("http://localhost.example.org"),
        foreign("http://localhost@evil.example"),
        foreign("http://evil.localhost:3000"),
        foreign("file://"),
        bad(
            "",
            with("Content-Length", &["x"]),
            s400,
            "",
            "content-length is no number",
        ),
        bad(
            "",
            with("Content-Length", &["5", "5"]),
            s400,
            "",
            "two lengths for one body",
        ),
        bad(
            "",
            with("Transfer-Encoding", &["gzip"]),
            "501 Not Implemented",
            "",
            "transfer-encoding other than chunked",
        ),
        bad(
            "",
            with("Bad Name", &["x"]),
            s400,
            "",
            "field 6 is no `name: value`",
        ),
    ]
}
