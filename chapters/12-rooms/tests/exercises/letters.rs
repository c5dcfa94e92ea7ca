//! 12.5: somebody else's letters.

use events::Socket;
use peer::Peer;
use rooms::Rooms;
use serde_json::Value;

use crate::house::{House, settle};
use crate::letters;

/// The server of an afternoon. A mended one has another name for what a
/// stranger calls a room: `room:ann`.
fn server(mended: bool) -> House {
    let connect = move |rooms: &Rooms, socket: &Socket| {
        let auth: Value = serde_json::from_str(socket.auth()).unwrap();
        let name = auth["name"].as_str().unwrap_or("nobody");
        rooms.join(socket, name);
        let room = move |name: String| match mended {
            true => format!("room:{name}"),
            false => name,
        };
        let all = rooms.clone();
        socket.on("join", move |socket, event| {
            let name = event.args.get(0).unwrap_or_default();
            all.join(socket, &room(name));
        });
        let all = rooms.clone();
        socket.on("leave", move |socket, event| {
            let name = event.args.get(0).unwrap_or_default();
            all.leave(socket, &room(name));
        });
        let all = rooms.clone();
        socket.on("letter", move |_, event| {
            let to: String = event.args.get(0).unwrap_or_default();
            let text: String = event.args.get(1).unwrap_or_default();
            let text = events::Args::of(&text).unwrap();
            all.to(&to).emit("letter", &text).unwrap();
        });
    };
    House::whose(Rooms::new("/"), |_| {}, connect)
}

async fn guest(house: &House, name: &str) -> Peer {
    let (near, far) = wiretap::pair();
    let task = kit::spawn(engine::converse(far, house.engine.clone()));
    let mut peer = Peer::new(near, task);
    peer.begin(4).await;
    peer.say(&format!(r#"40{{"name":"{name}"}}"#)).await;
    peer.hear().await;
    peer
}

/// What comes until nothing more is going to.
async fn heard(peer: &mut Peer) -> Vec<String> {
    let mut heard = Vec::new();
    let second = std::time::Duration::from_secs(1);
    while let Ok(frame) = tokio::time::timeout(second, peer.frame()).await {
        if frame.opcode == frame::Opcode::Close {
            heard.push("(the server closes on her)".to_string());
            break;
        }
        heard.push(String::from_utf8_lossy(&frame.payload).into_owned());
    }
    heard
}

/// Bob writes to ann: what she hears, and what eve does.
async fn bob_writes(house: &House) -> (Vec<String>, Vec<String>, Vec<String>) {
    let mut ann = guest(house, "ann").await;
    let mut eve = guest(house, "eve").await;
    let messages = letters::messages("ann");
    for message in &messages {
        eve.say(message).await;
    }
    settle().await;
    let mut bob = guest(house, "bob").await;
    bob.say(r#"42["letter","ann","the key is under the mat"]"#).await;
    (messages, heard(&mut ann).await, heard(&mut eve).await)
}

const LETTER: &str = r#"42["letter","the key is under the mat"]"#;

#[exercise::check(letters)]
#[tokio::test(start_paused = true)]
async fn ex_12_5_eve_reads_what_bob_writes_to_ann() {
    let (messages, ann, eve) = bob_writes(&server(false)).await;
    let zoe = letters::messages("zoe");
    assert!(
        zoe != messages,
        "to read zoe's letters eve sends {zoe:?}\nand to read ann's, the \
         same\nWhose letters they are says `victim`.",
    );
    let sent = format!(
        "eve sends {messages:?}\nbob sends [\"42[\\\"letter\\\",\\\"ann\\\",…\"]\n"
    );
    assert!(
        eve.iter().any(|heard| heard == LETTER),
        "{sent}  she should hear {LETTER}\n  she hears   {eve:?}\nHow does a \
         letter find ann? By a room. Who may join a room, and what does that \
         event look like, from Engine.IO's digit on? (hints 1 and 2)",
    );
    assert!(
        ann.iter().any(|heard| heard == LETTER),
        "{sent}eve hears it, and ann hears {ann:?}\nShe will ask bob why he \
         does not write (hint 3).",
    );
}

#[exercise::check(letters)]
#[tokio::test(start_paused = true)]
async fn ex_12_5_where_strangers_name_only_rooms_of_their_own_it_fails() {
    let (messages, ann, eve) = bob_writes(&server(true)).await;
    let sent = format!(
        "eve sends {messages:?}\nto a server where a stranger's `ann` is the \
         room `room:ann`\n"
    );
    assert!(
        !eve.iter().any(|heard| heard == LETTER),
        "{sent}  she still reads bob's letter\nShe says that she is \
         ann, and that is another weakness. Stay eve. Which event leads into a \
         room? (hints 2 and 3)",
    );
    assert!(
        ann == [LETTER],
        "{sent}  ann should hear nothing but bob's letter\n  she hears \
         {ann:?}\nShe would notice. One message is enough (hint 3).",
    );
}
