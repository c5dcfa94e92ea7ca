//! 09.4: somebody else's page.

use peer::KEY;
use websocket::Config;

use crate::hijack;
use crate::web::House;

/// The check that is to be fooled.
fn naive(origin: &str) -> bool {
    origin.starts_with("http://localhost")
}

/// The host of what a browser would write as an origin.
fn host(origin: &str) -> Option<&str> {
    let (scheme, rest) = origin.split_once("://")?;
    let (host, port) = rest.split_once(':').unwrap_or((rest, "80"));
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !ends && label.chars().all(is_letter)
    };
    let is_origin = ["http", "https"].contains(&scheme)
        && host.split('.').all(is_label)
        && port.parse::<u16>().is_ok();
    is_origin.then_some(host)
}

#[exercise::check(hijack)]
#[test]
fn ex_09_4_it_is_the_origin_of_a_page_of_yours() {
    let origin = hijack::origin();
    let Some(host) = host(&origin) else {
        panic!(
            "no browser writes `Origin: {origin}`\nA scheme, `://`, a host, \
             and perhaps a port: no name before an `@`, and no path. Between \
             the dots of a host there are letters, digits and hyphens, at \
             least one, and no hyphen first or last (hint 1)"
        );
    };
    let lower = origin.to_ascii_lowercase();
    assert!(
        origin == lower,
        "no browser writes `Origin: {origin}`\nNames have no capitals: \
         whatever somebody has typed, a browser writes `{lower}`"
    );
    assert!(
        host == "evil.example" || host.ends_with(".evil.example"),
        "`{origin}` is on the host `{host}`, which is not yours\nThe browser \
         writes this field, and no page can change it: it says from where \
         the page really came. What do you own? (hint 1)"
    );
}

#[exercise::check(hijack)]
#[tokio::test(start_paused = true)]
async fn ex_09_4_the_naive_room_lets_it_in_and_ours_does_not() {
    let origin = hijack::origin();
    assert!(
        naive(&origin),
        "the naive room refuses `{origin}`: it does not begin with \
         `http://localhost`\nWhich names may you give to a machine of yours? \
         (hint 2)"
    );
    let house = House::new(Config::default());
    let mut peer = house.connect();
    let request = upgrade::request("localhost:8888", "/", KEY);
    let field = format!("\r\nOrigin: {origin}\r\n\r\n");
    peer.write(request.replace("\r\n\r\n", &field).as_bytes()).await;
    let head = peer.head().await;
    assert!(
        head.starts_with("HTTP/1.1 403 "),
        "this chapter's room answers `{}` to {origin}: that is a page of \
         this machine, and no attack (hint 1)",
        head.lines().next().unwrap_or_default()
    );
}
