//! 05.5: two readers, two messages.

use bytes::BytesMut;
use kit::readable;
use request::{ChunkDecoder, Decoder, Error, Head, HeadDecoder, Limits, Start};

use crate::smuggle;

#[exercise::check(smuggle)]
#[test]
fn ex_05_5_the_server_finds_a_request_that_the_proxy_did_not_see() {
    let sent = smuggle::attack();
    let proxy = targets(&sent, false);
    let server = targets(&sent, true);
    let story = format!(
        "you sent \"{}\"\n  the proxy reads   {proxy:?}\n  the server reads  \
         {server:?}",
        readable(&sent)
    );
    let is_admin = |target: &String| target == "/admin";
    if proxy.iter().any(is_admin) {
        panic!(
            "{story}\nThe proxy sees what you want, and stops you. Where could \
             it stand so that the proxy takes it for a body? (hint 1)"
        );
    }
    if proxy.iter().any(|target| target.starts_with("not")) {
        panic!(
            "{story}\nThe proxy passes on only what it understands: whole \
             requests, nothing else. Count the bytes of your body (hint 3)."
        );
    }
    if !server.iter().any(is_admin) {
        panic!(
            "{story}\nFor the server it is a body too. What would end the body \
             earlier for the server than for the proxy? (hint 2)"
        );
    }
    // The chapter's decoder does not choose.
    let mut buffer = BytesMut::from(&sent[..]);
    let ours = Decoder::new(Limits::default()).decode(&mut buffer);
    assert!(matches!(ours, Err(Error::TwoLengths)), "{ours:?}");
}

/// What each request asks for, in the eyes of the proxy or of the server.
fn targets(bytes: &[u8], knows_chunks: bool) -> Vec<String> {
    let mut buffer = BytesMut::from(bytes);
    let mut heads = HeadDecoder::new(Limits::default());
    let mut targets = Vec::new();
    while !buffer.is_empty() {
        let head = match heads.decode(&mut buffer) {
            Ok(Some(head)) => head,
            Ok(None) => {
                targets.push("not a whole head".to_string());
                break;
            }
            Err(error) => {
                targets.push(format!("not HTTP: {error}"));
                break;
            }
        };
        let whole = take_body(&head, &mut buffer, knows_chunks);
        targets.push(match head.start {
            Start::Request { target, .. } => target,
            Start::Status { .. } => "not a request".to_string(),
        });
        if let Err(what) = whole {
            targets.push(what);
            break;
        }
    }
    targets
}

fn take_body(
    head: &Head,
    buffer: &mut BytesMut,
    knows_chunks: bool,
) -> Result<(), String> {
    let chunked = head.values("transfer-encoding").any(|v| v == "chunked");
    if chunked && knows_chunks {
        return match ChunkDecoder::new(1024).decode(buffer) {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err("not a whole body".to_string()),
            Err(error) => Err(format!("not a body: {error}")),
        };
    }
    let length = head.values("content-length").next();
    let size = length.map_or(Ok(0), str::parse);
    match size {
        Ok(size) if size <= buffer.len() => {
            let _body = buffer.split_to(size);
            Ok(())
        }
        Ok(_) => Err("not a whole body".to_string()),
        Err(_) => Err("not a length".to_string()),
    }
}
