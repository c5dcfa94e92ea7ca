//! Who is noticed to be gone, and when.

use std::time::Duration;

use frame::Opcode;
use peer::Peer;
use tokio::time::{Instant, sleep, sleep_until}; // allowed: the clock is paused
use websocket::{Config, Heartbeat};
use wiretap::{Death, Event, Recording, Wire};

use crate::web::{House, MS, join};

const NOTICE: &str = "* bob left (no answer to a ping)";

/// Answers pings, and keeps what it hears.
async fn lives(peer: &mut Peer, heard: &mut Vec<String>) {
    loop {
        heard.push(peer.hear().await);
    }
}

/// Bytes that have travelled, both ways together.
fn travelled(recording: &Recording) -> usize {
    let sizes = recording.pieces().into_iter().map(|piece| match piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    });
    sizes.sum()
}

#[tokio::test(start_paused = true)]
async fn a_peer_on_whose_wire_there_is_silence_is_noticed_and_told_of() {
    let config = Config::default();
    // How many bytes the conversation has until bob has said hello.
    let count = {
        let house = House::new(config.clone());
        let recording = Recording::default();
        let mut bob = house.tie(Wire::default().connect(recording.recorder()));
        join(&mut bob, "bob").await;
        bob.say("hello").await;
        sleep(MS).await;
        travelled(&recording)
    };
    let house = House::new(config.clone());
    let mut ann = house.join("ann").await;
    let wire = Wire { end: Some((count, Death::Silence)), ..Wire::default() };
    let recording = Recording::default();
    let mut bob = house.tie(wire.connect(recording.recorder()));
    let start = Instant::now();
    join(&mut bob, "bob").await;
    ann.expect("* bob joined").await;
    bob.say("hello").await;
    ann.expect("bob: hello").await;
    ann.expect(NOTICE).await;
    assert_eq!(start.elapsed(), config.heartbeat + config.patience);
    // The ping and all that came after it were lost on the way.
    let lost = recording.pieces().into_iter().filter(|p| p.received.is_none());
    assert!(lost.count() > 0);
    // Bob has heard nothing, not even that he was given up.
    assert_eq!(bob.read, b""[..]);
}

#[tokio::test(start_paused = true)]
async fn it_takes_exactly_the_heartbeat_and_the_patience_after_the_last_word() {
    let config = Config::default();
    let (every, patience) = (config.heartbeat, config.patience);
    for last in [0, 1, 6_000, 12_500, 24_998] {
        let house = House::new(config.clone());
        let mut ann = house.join("ann").await;
        let mut bob = house.join("bob").await;
        ann.expect("* bob joined").await;
        let start = Instant::now();
        sleep_until(start + last * MS).await;
        bob.say("my last words").await;
        ann.expect("bob: my last words").await;
        let said = Instant::now();
        // He hears everything, and answers nothing.
        let mut heard = Vec::new();
        tokio::select! {
            () = lives(&mut ann, &mut heard) => {}
            frame = bob.frame() => assert_eq!(frame.opcode, Opcode::Ping),
        }
        assert_eq!(said.elapsed(), every, "{last} ms");
        ann.expect(NOTICE).await;
        assert_eq!(said.elapsed(), every + patience, "{last} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_is_silent_and_answers_pings_stays_for_hours() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    let (mut heard, mut nothing) = (Vec::new(), Vec::new());
    tokio::select! {
        () = lives(&mut ann, &mut heard) => {}
        () = lives(&mut bob, &mut nothing) => {}
        () = sleep(Duration::from_secs(50 * 60)) => {}
    }
    assert_eq!(heard, ["* bob joined"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_busy_is_asked_nothing() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    let talks = async {
        for _ in 0..100 {
            sleep(Duration::from_secs(24)).await;
            bob.say("busy").await;
        }
        // Not one ping has come.
        tokio::select! {
            biased;
            frame = bob.frame() => panic!("bob was sent {frame:?}"),
            () = sleep(MS) => {}
        }
    };
    let mut heard = Vec::new();
    tokio::select! {
        () = lives(&mut ann, &mut heard) => {}
        () = talks => {}
    }
    assert_eq!(heard, ["bob: busy"; 100]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_at_the_last_moment_is_an_answer_and_later_is_too_late() {
    let config = Config::default();
    for (late, kept) in [(-1_i32, true), (1, false)] {
        let house = House::new(config.clone());
        let mut ann = house.join("ann").await;
        let mut bob = house.join("bob").await;
        ann.expect("* bob joined").await;
        let answer = async {
            let ping = bob.frame().await;
            assert_eq!(ping.opcode, Opcode::Ping);
            let wait = config.patience.as_millis() as i32 + late;
            sleep(wait as u32 * MS).await;
            bob.send(Opcode::Pong, &ping.payload).await;
            sleep(5 * MS).await;
        };
        let mut heard = Vec::new();
        tokio::select! {
            () = lives(&mut ann, &mut heard) => {}
            () = answer => {}
        }
        match kept {
            true => assert!(heard.is_empty(), "{heard:?}"),
            false => assert_eq!(heard, [NOTICE]),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_clock_alone_decides_when_to_ask_and_when_to_stop() {
    let (every, patience) = (25_000 * MS, 10_000 * MS);
    let heartbeat = Heartbeat::default();
    let start = Instant::now();
    let asked = async {
        let mut asked = Vec::new();
        for _ in 0..2 {
            heartbeat.ask.notified().await;
            asked.push(start.elapsed());
            if asked.len() == 1 {
                sleep(patience / 2).await;
                heartbeat.heard();
            }
        }
        asked
    };
    let (asked, ()) = tokio::join!(asked, heartbeat.stops(every, patience));
    // The first ping was answered: that was the last sign of life.
    let last = every + patience / 2;
    assert_eq!(asked, [every, last + every]);
    assert_eq!(start.elapsed(), last + every + patience);
}

#[tokio::test(start_paused = true)]
async fn one_silence_is_asked_about_once_and_a_busy_hour_never() {
    let (every, patience) = (25_000 * MS, 10_000 * MS);
    let heartbeat = Heartbeat::default();
    let mut asked = 0;
    let busy = async {
        for _ in 0..3600 {
            sleep(1000 * MS).await;
            heartbeat.heard();
        }
        sleep(every + patience + MS).await;
    };
    tokio::select! {
        () = busy => panic!("it does not stop"),
        () = async {
            loop {
                heartbeat.ask.notified().await;
                asked += 1;
            }
        } => {}
        () = heartbeat.stops(every, patience) => {}
    }
    assert_eq!(asked, 1);
}
