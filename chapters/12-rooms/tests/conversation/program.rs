//! The chapter's own program: a chat, and all that chapter 11's server does.

use engine::{Engine, converse};
use events::Config;
use peer::Peer;
use wiretap::pair;

async fn guest(engine: &Engine, namespace: &str) -> Peer {
    let (near, far) = pair();
    let task = kit::spawn(converse(far, engine.clone()));
    let mut peer = Peer::new(near, task);
    peer.begin(4).await;
    peer.say(&format!("40{namespace}")).await;
    assert!(peer.hear().await.starts_with(&format!("40{namespace}{{")));
    assert_eq!(peer.hear().await, format!(r#"42{namespace}["auth",{{}}]"#));
    peer
}

#[tokio::test(start_paused = true)]
async fn what_one_says_is_heard_by_all_of_his_namespace() {
    let engine = rooms::program().into_engine(Config::default());
    let mut ann = guest(&engine, "").await;
    let mut bob = guest(&engine, "").await;
    let mut cid = guest(&engine, "/custom,").await;
    ann.say(r#"42["chat message","hello"]"#).await;
    for peer in [&mut ann, &mut bob] {
        assert_eq!(peer.hear().await, r#"42["chat message","hello"]"#);
    }
    cid.say(r#"42/custom,["chat message","alone"]"#).await;
    assert_eq!(cid.hear().await, r#"42/custom,["chat message","alone"]"#);
    ann.say(r#"42["message",1]"#).await;
    assert_eq!(ann.hear().await, r#"42["message-back",1]"#);
    ann.say(r#"421["message-with-ack",2]"#).await;
    assert_eq!(ann.hear().await, r#"431[2]"#);
}

#[tokio::test(start_paused = true)]
async fn an_old_client_and_a_new_one_hear_the_same_bytes_each_in_his_form() {
    let engine = rooms::program().into_engine(Config::default());
    let mut new = guest(&engine, "").await;
    let (near, far) = pair();
    let task = kit::spawn(converse(far, engine.clone()));
    let mut old = Peer::new(near, task);
    old.begin(3).await;
    assert_eq!(old.hear().await, "40");
    assert_eq!(old.hear().await, r#"42["auth",{}]"#);
    let head = r#"451-["chat message",{"_placeholder":true,"num":0}]"#;
    new.say(head).await;
    let frame = peer::masked(frame::Opcode::Binary, b"\x01\x02");
    new.write(&frame).await;
    assert_eq!(new.hear().await, head);
    assert_eq!(new.hear_binary().await, b"\x01\x02"[..]);
    assert_eq!(old.hear().await, head);
    assert_eq!(old.hear_binary().await, b"\x04\x01\x02"[..]);
}
