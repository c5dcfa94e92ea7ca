//! The server ends.

use tokio::time::Instant;

use crate::house::{House, SECOND, arg, settle};

#[tokio::test(start_paused = true)]
async fn all_hear_what_was_said_before_and_then_1001() {
    let mut house = House::new();
    let guests: [_; 5] = house.guests().await;
    for number in 0..20 {
        house.rooms.all().emit("news", &arg(number)).unwrap();
    }
    house.engine.close();
    house.rooms.all().emit("too late", &arg(0)).unwrap();
    for mut guest in guests {
        for number in 0..20 {
            guest.expect(&format!(r#"42["news",{number}]"#)).await;
        }
        let goodbye = (1001, "server shutting down".to_string());
        assert_eq!(guest.closed().await, goodbye);
    }
    settle().await;
    assert_eq!(house.engine.size(), 0);
    assert!(house.rooms.all().sockets().is_empty());
}

#[tokio::test(start_paused = true)]
async fn whoever_does_not_read_is_waited_for_and_not_for_ever() {
    let mut house = House::new();
    let [slow, mut ann] = house.guests().await;
    slow.socket.emit("fill", &arg("x".repeat(100_000))).unwrap();
    let start = Instant::now();
    house.engine.close();
    // Nobody else notices.
    assert_eq!(ann.closed().await.0, 1001);
    assert!(start.elapsed() < SECOND);
    while house.engine.size() > 0 {
        settle().await;
    }
    assert!(start.elapsed() >= 5 * SECOND, "{:?}", start.elapsed());
    assert!(start.elapsed() < 6 * SECOND, "{:?}", start.elapsed());
}
