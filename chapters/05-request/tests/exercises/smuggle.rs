//! 05.5: two readers, two messages.

use std::fmt;

use bytes::BytesMut;
use kit::readable;
use request::{ChunkDecoder, Decoder, Error, Head, HeadDecoder, Limits, Start};

use crate::smuggle;

#[exercise::check(smuggle)]
#[test]
fn ex_05_5_the_server_finds_a_request_that_the_proxy_did_not_see() {
    let sent = smuggle::attack();
    let proxy = Reader::of(&sent, false);
    let server = Reader::of(&sent, true);
    let why = if proxy.targets.is_empty() {
        "The proxy passes on only requests. Begin with one that it lets pass."
    } else if proxy.asks_for_admin() {
        "The proxy sees what you want, and stops you. Where could it stand so \
         that the proxy takes it for a body? (hint 1)"
    } else if proxy.fault.is_some() {
        "The proxy passes on only what it understands: whole requests, \
         nothing else. Count the bytes of your body. (hint 3)"
    } else if !server.asks_for_admin() {
        server.misses(&proxy, &sent)
    } else if decoded(&sent).is_ok() {
        "It works, but this chapter's decoder takes it too, and should refuse \
         it. That is a fault of the decoder: you have found a new attack."
    } else {
        return;
    };
    panic!(
        "you sent \"{}\"\n  the proxy reads   {proxy}\n  the server reads  \
         {server}\n{why}",
        readable(&sent)
    );
}

/// The chapter's decoder does not choose: it takes what is innocent, and
/// refuses what can be read in two ways.
fn decoded(sent: &[u8]) -> Result<(), Error> {
    let mut buffer = BytesMut::from(sent);
    let mut decoder = Decoder::new(Limits::default());
    while decoder.decode(&mut buffer)?.is_some() {}
    Ok(())
}

/// What was sent, in the eyes of the proxy or of the server.
struct Reader {
    /// What each request asks for.
    targets: Vec<String>,
    /// Why it has read no further.
    fault: Option<String>,
}

impl Reader {
    fn of(bytes: &[u8], knows_chunks: bool) -> Reader {
        let mut reader = Reader { targets: Vec::new(), fault: None };
        reader.fault = reader.read(bytes, knows_chunks).err();
        reader
    }

    fn read(&mut self, bytes: &[u8], knows_chunks: bool) -> Result<(), String> {
        let mut buffer = BytesMut::from(bytes);
        let mut heads = HeadDecoder::new(Limits::default());
        while !buffer.is_empty() {
            let head = match heads.decode(&mut buffer) {
                Ok(Some(head)) => head,
                Ok(None) => return Err("not a whole head".to_string()),
                Err(error) => return Err(error.to_string()),
            };
            match &head.start {
                Start::Request { target, .. } => {
                    self.targets.push(target.clone());
                }
                Start::Status { .. } => {
                    return Err("an answer, not a request".to_string());
                }
            }
            take_body(&head, &mut buffer, knows_chunks)?;
        }
        Ok(())
    }

    fn asks_for_admin(&self) -> bool {
        self.targets.iter().any(|target| target == "/admin")
    }

    /// Why the server has found no request for `/admin`.
    fn misses(&self, proxy: &Reader, sent: &[u8]) -> &'static str {
        let has_chunks = sent.to_ascii_lowercase();
        let mut words = has_chunks.windows(b"chunked".len());
        if self.fault.is_some() {
            "The server has stumbled before it came to `/admin`: see where. \
             For the server, too, everything must be whole: the chunks to \
             their last byte, and the hidden request, its head's empty line \
             included. (hint 3)"
        } else if self.targets.len() > proxy.targets.len() {
            "The server finds a request that the proxy has not seen: nearly \
             there. But it does not ask for `/admin`, to the letter."
        } else if words.any(|word| word == b"chunked") {
            "The server takes it for a part of the chunks. With which bytes \
             do chunks end? The `0` only begins the last one. (hint 3)"
        } else {
            "For the server it is a body too. What would end the body earlier \
             for the server than for the proxy? (hint 2)"
        }
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.targets)?;
        match &self.fault {
            Some(fault) => write!(f, ", and then: {fault}"),
            None => Ok(()),
        }
    }
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
