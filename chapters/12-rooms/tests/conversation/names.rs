//! What somebody may call a room.

use rooms::Rooms;

use crate::house::{House, arg};
use crate::watched::Watched;

#[tokio::test(start_paused = true)]
async fn any_text_is_the_name_of_a_room_and_of_no_other() {
    let long = "x".repeat(100_000);
    let names = [
        "",
        " ",
        "/",
        "/admin,",
        "__proto__",
        "constructor",
        "toString",
        "red\0",
        "red\n",
        "RED",
        "réd",
        "re\u{301}d",
        "𝕊",
        "\"],42[\"",
        &long,
    ];
    let mut house = House::new();
    let mut ann = house.guest().await;
    let mut other = house.guest().await;
    house.rooms.join(&other.socket, "red");
    for name in names {
        house.rooms.join(&ann.socket, name);
        assert_eq!(house.rooms.of(&ann.socket), [name]);
        house.rooms.to(name).emit("in", &arg(1)).unwrap();
        ann.expect(r#"42["in",1]"#).await;
        house.rooms.except(name).emit("out", &arg(2)).unwrap();
        other.expect(r#"42["out",2]"#).await;
        ann.expect_silence().await;
        other.expect_silence().await;
        house.rooms.leave(&ann.socket, name);
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_gets_into_a_room_that_is_somebodys_own() {
    let mut house = House::new();
    let [mut ann, mut eve] = house.guests().await;
    let own = ann.socket.id();
    house.rooms.join(&eve.socket, &own);
    // A letter to ann is for ann.
    house.rooms.to(&own).emit("letter", &arg(1)).unwrap();
    ann.expect(r#"42["letter",1]"#).await;
    eve.expect_silence().await;
    // Eve is not taken along, either,
    house.rooms.join(&ann.socket, "staff");
    assert_eq!(house.rooms.to("staff").sockets().len(), 1);
    // and hears what ann says to all others.
    house.rooms.broadcast(&ann.socket).emit("news", &arg(2)).unwrap();
    eve.expect(r#"42["news",2]"#).await;
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn to_leave_ones_own_room_is_nothing() {
    let watched = Watched::default();
    let mut house = House::with(Rooms::with("/", watched.clone()), |_| {});
    let mut ann = house.guest().await;
    let own = ann.socket.id();
    house.rooms.leave(&ann.socket, &own);
    house.rooms.to(&own).emit("letter", &arg(1)).unwrap();
    ann.expect(r#"42["letter",1]"#).await;
    house.rooms.join(&ann.socket, &own);
    ann.socket.disconnect(false);
    assert_eq!(watched.local.size(), (0, 0));
}
