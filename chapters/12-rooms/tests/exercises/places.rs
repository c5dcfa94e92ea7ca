//! 12.4: the last place of each.

use events::{Encoded, Socket};

use crate::house::{Guest, House, SECOND, arg, settle};
use crate::places::Places;

fn place(number: usize) -> Encoded {
    Encoded::event("/", None, "ball", &arg(number)).unwrap()
}

/// One who has stopped reading.
async fn busy(house: &mut House) -> Guest {
    let guest = house.guest().await;
    guest.socket.emit("fill", &arg("x".repeat(40_000))).unwrap();
    settle().await;
    guest
}

/// The places that he hears until nothing more comes.
async fn heard(guest: &mut Guest) -> Vec<usize> {
    guest.socket.emit("end", &arg(0)).unwrap();
    let mut places = Vec::new();
    loop {
        let event = guest.hear().await;
        if event == r#"42["end",0]"# {
            return places;
        }
        if let Some(rest) = event.strip_prefix(r#"42["ball","#) {
            places.push(rest.trim_end_matches(']').parse().unwrap());
        }
    }
}

async fn move_it(
    places: &mut Places,
    sockets: &[Socket],
    numbers: std::ops::RangeInclusive<usize>,
) {
    for number in numbers {
        places.moved(sockets, &place(number));
        settle().await;
    }
}

#[exercise::check(places)]
#[tokio::test(start_paused = true)]
async fn ex_12_4_whoever_is_idle_hears_every_place() {
    let mut house = House::new();
    let mut ann = house.guest().await;
    let bob = busy(&mut house).await;
    settle().await;
    let sockets = [ann.socket.clone(), bob.socket.clone()];
    let mut places = Places::default();
    move_it(&mut places, &sockets, 1..=5).await;
    places.tick();
    let heard = heard(&mut ann).await;
    assert!(
        heard == [1, 2, 3, 4, 5],
        "the ball was at 1, 2, 3, 4, 5\n  ann, who reads, should hear \
         [1, 2, 3, 4, 5]\n  she hears {heard:?}\nNothing waits for her, so she \
         hears each place at once (hint 1).",
    );
}

#[exercise::check(places)]
#[tokio::test(start_paused = true)]
async fn ex_12_4_whoever_was_busy_hears_the_last_place_and_no_other() {
    let mut house = House::new();
    let mut bob = busy(&mut house).await;
    let mut places = Places::default();
    let sockets = [bob.socket.clone()];
    move_it(&mut places, &sockets, 1..=3).await;
    places.tick();
    move_it(&mut places, &sockets, 4..=5).await;
    places.tick();
    // He reads what was in his way, and is idle again.
    assert!(bob.hear().await.starts_with(r#"42["fill""#));
    settle().await;
    places.tick();
    settle().await;
    places.tick();
    let heard = heard(&mut bob).await;
    assert!(
        heard == [5],
        "the ball was at 1, 2, 3, 4, 5, while bob did not read, and `tick` was \
         called after 3 and after 5; then he read, and it was called twice\n  he should hear [5]\n  he hears \
         {heard:?}\nOnly the newest place is worth something, and it is worth \
         it once. What is said to somebody busy waits, all of it (hints 1 and \
         2).",
    );
}

#[exercise::check(places)]
#[tokio::test(start_paused = true)]
async fn ex_12_4_nothing_old_comes_after_something_new() {
    let mut house = House::new();
    let mut bob = busy(&mut house).await;
    let mut places = Places::default();
    let sockets = [bob.socket.clone()];
    move_it(&mut places, &sockets, 1..=2).await;
    assert!(bob.hear().await.starts_with(r#"42["fill""#));
    settle().await;
    // Before anybody ticks, the ball moves on.
    move_it(&mut places, &sockets, 3..=3).await;
    places.tick();
    let heard = heard(&mut bob).await;
    assert!(
        heard == [3],
        "the ball was at 1 and 2 while bob was busy; then he was idle, it \
         went to 3, and then came `tick`\n  he should hear [3]\n  he hears \
         {heard:?}\nPlace 2 was kept for him. When is it too old? (hint 3)",
    );
}

#[exercise::check(places)]
#[tokio::test(start_paused = true)]
async fn ex_12_4_nothing_is_kept_for_whoever_has_gone() {
    let mut house = House::new();
    let bob = busy(&mut house).await;
    let before = [bob.socket.clone()];
    let mut places = Places::default();
    move_it(&mut places, &before, 1..=1).await;
    drop(bob);
    tokio::time::sleep(60 * SECOND).await; // allowed: the clock is paused
    assert!(!before[0].is_connected());
    places.tick();
    assert!(
        places.size() == 0,
        "a place was kept for bob, who was busy; then his connection was lost, \
         and then came `tick`\n  it should keep a place for 0 sockets\n  it \
         keeps one for {}\nWhoever has gone will never be idle. How do you \
         know? (hint 3)",
        places.size(),
    );
}
