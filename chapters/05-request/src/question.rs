// ANCHOR: all
//! The same small question, asked in four ways.

use std::fmt;

// ANCHOR: browser
/// What Chromium 156 on Linux sends with `fetch("/ping")`, recorded on the
/// wire; only the word `Headless` is taken out of it. A page that had set a
/// cookie would send that too.
pub const BROWSER: [(&str, &str); 13] = [
    ("Host", "127.0.0.1:8888"),
    ("Connection", "keep-alive"),
    ("sec-ch-ua-platform", "\"Linux\""),
    (
        "User-Agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 \
         (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    ),
    ("sec-ch-ua", "\"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\""),
    ("sec-ch-ua-mobile", "?0"),
    ("Accept", "*/*"),
    ("Sec-Fetch-Site", "same-origin"),
    ("Sec-Fetch-Mode", "cors"),
    ("Sec-Fetch-Dest", "empty"),
    ("Referer", "http://127.0.0.1:8888/"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Accept-Language", "en-US,en;q=0.9"),
];
// ANCHOR_END: browser

/// A way to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// On a connection that has been used before, or on a fresh one.
    pub kept: bool,
    /// With a browser's fields, or with as few as HTTP allows.
    pub browser: bool,
}

/// All four.
pub const WAYS: [Way; 4] = [
    Way { kept: false, browser: false },
    Way { kept: false, browser: true },
    Way { kept: true, browser: false },
    Way { kept: true, browser: true },
];

impl Way {
    /// The request's bytes.
    pub fn request(self) -> Vec<u8> {
        // HTTP/1.1 insists on one field: for whom is this?
        let fields = if self.browser { &BROWSER[..] } else { &BROWSER[..1] };
        let mut request = String::from("GET /ping HTTP/1.1\r\n");
        for (name, value) in fields {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        request.into_bytes()
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let connection = if self.kept { "kept" } else { "fresh" };
        let fields = if self.browser { "browser's" } else { "minimal" };
        f.pad(&format!("{connection}, {fields}"))
    }
}
// ANCHOR_END: all
