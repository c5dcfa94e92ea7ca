//! 11.3: a namespace that refuses.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use kit::within;
use peer::Peer;

use crate::admin::{TOKEN, server};
use crate::house::House;

/// What the server says to this, in a session of its own.
async fn answers(said: &str, count: usize) -> Vec<String> {
    let mut hears = pin!(hears(said.to_string(), count));
    let caught = poll_fn(|context| {
        let poll = AssertUnwindSafe(|| hears.as_mut().poll(context));
        catch_unwind(poll).map_or(Poll::Ready(None), |poll| poll.map(Some))
    });
    caught.await.unwrap_or_else(|| {
        panic!(
            "a client says     {said}\n  it made the server panic\nThese are a \
             stranger's bytes. What does your code take for granted? (hint 3)"
        )
    })
}

async fn hears(said: String, count: usize) -> Vec<String> {
    let house = House::new(server());
    let mut peer = house.open().await;
    peer.say(&said).await;
    let mut heard = Vec::new();
    for _ in 0..count {
        heard.push(next(&mut peer, &said).await);
    }
    // Nothing comes behind: this is answered by each server.
    peer.say("40/nowhere,").await;
    let last = next(&mut peer, &said).await;
    if !last.starts_with("44/nowhere,") {
        heard.push(last);
    }
    heard
}

async fn next(peer: &mut Peer, said: &str) -> String {
    let heard = within(&format!("an answer to {said}"), peer.hear()).await;
    // An id is luck.
    match heard.split_once("\"sid\":") {
        Some((before, _)) => format!("{before}\"sid\":…}}"),
        None => heard,
    }
}

#[exercise::check(admin)]
#[tokio::test(start_paused = true)]
async fn ex_11_3_the_root_is_open_to_all() {
    let heard = answers("40", 1).await;
    assert!(
        heard.len() == 1 && heard[0].starts_with("40{"),
        "a client says    40\n  the server says  {}\nWho may join `/`, and \
         who is greeted there? (hint 1)",
        heard.join("\n                   ")
    );
}

#[exercise::check(admin)]
#[tokio::test(start_paused = true)]
async fn ex_11_3_whoever_knows_the_token_is_welcome() {
    let said = format!(r#"40/admin,{{"name":"ann","token":"{TOKEN}"}}"#);
    let heard = answers(&said, 2).await;
    assert!(
        heard == [r#"40/admin,{"sid":…}"#, r#"42/admin,["welcome"]"#],
        "a client says     {said}\n  it hears        {}\nFirst it is told that it is in, then it is \
         greeted, without arguments. Where in a `Namespace` does the greeting belong? (hint 2)",
        heard.join("\n                  ")
    );
}

#[exercise::check(admin)]
#[tokio::test(start_paused = true)]
async fn ex_11_3_all_others_are_refused_and_told_nothing_else() {
    let tokens = [
        "40/admin,".to_string(),
        r#"40/admin,{"token":"right sock"}"#.to_string(),
        format!(r#"40/admin,{{"name":"{TOKEN}"}}"#),
        format!(r#"40/admin,{{"token":{{"token":"{TOKEN}"}}}}"#),
        format!(r#"40/admin,{{"token":"not the {TOKEN}"}}"#),
        format!(r#"40/admin,{{"token":"{TOKEN} "}}"#),
        format!(r#"40/admin,{{"token":"{}"}}"#, TOKEN.to_uppercase()),
        r#"40/admin,{"token":null}"#.to_string(),
        r#"40/admin,{"token":[1,2]}"#.to_string(),
        r#"40/admin,{"token":1e999}"#.to_string(),
    ];
    for said in tokens {
        let heard = answers(&said, 1).await;
        let refused = r#"44/admin,{"message":"not authorized"}"#;
        let is_in = heard[0].starts_with("40/admin,{");
        assert!(
            heard == [refused],
            "a client says     {said}\n  it should hear  {refused}\n  it \
             hears        {}\n{}",
            heard.join("\n                  "),
            match is_in && heard.len() > 1 && heard[1] == "41/admin," {
                _ if heard[0].starts_with("44/admin,") =>
                    "It is refused, and told something else. What does \
                     `Refused::new` put into the packet?",
                true =>
                    "It was told that it is in, and then thrown out. For a \
                     while it was a member like any other, and heard what \
                     members hear. Who decides before that? (hint 2)",
                false => "Is it the right token, under the right key? (hint 3)",
            }
        );
    }
}
