//! The program as a reader runs it: real sockets, the real clock.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use kit::{Program, within};
use room::Config;
use tokio::io::AsyncReadExt;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-04");

#[test]
fn three_people_talk_and_each_hears_the_others() {
    let (mut room, port) = room("");
    let mut ann = guest(port, "ann");
    room.line_with("* ann joined");
    let mut bob = guest(port, "bob");
    ann.line_with("* bob joined");
    let mut cid = guest(port, "cid");
    for peer in [&mut ann, &mut bob] {
        peer.line_with("* cid joined");
    }
    ann.type_line("hello, is this the right room?");
    for peer in [&mut bob, &mut cid] {
        peer.line_with("ann: hello");
    }
    bob.type_line("it is!");
    for peer in [&mut ann, &mut cid] {
        peer.line_with("bob: it is!");
    }
    cid.end_input();
    cid.ends(0);
    for peer in [&mut ann, &mut bob, &mut room] {
        peer.line_with("* cid left");
    }
    kit::pin!("chat-room", room.transcript().text(&[(port, 8888)]));
    kit::pin!("chat-ann", ann.transcript().text(&[(port, 8888)]));
    kit::pin!("chat-bob", bob.transcript().text(&[(port, 8888)]));
}

#[cfg(unix)]
#[test]
fn ctrl_c_closes_the_room_and_everybody_hears_the_goodbye() {
    let (mut room, port) = room("");
    let mut ann = guest(port, "ann");
    let mut bob = guest(port, "bob");
    ann.line_with("* bob joined");
    // The last thing that is accepted arrives before the goodbye.
    bob.type_line("good night");
    ann.line_with("bob: good night");
    room.line_with("* bob joined");
    room.interrupt();
    for peer in [ann, bob] {
        let transcript = peer.ends(0);
        let said = transcript.text(&[]);
        assert!(said.ends_with("\n* the room closes: goodbye"), "{said}");
    }
    let transcript = room.ends(0);
    kit::pin!("goodbye", transcript.text(&[(port, 8888)]));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_guest_with_exit_code_0() {
    let (mut room, port) = room("");
    let ann = guest(port, "ann");
    ann.ends_on_ctrl_c();
    room.line_with("* ann left");
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_does_not_wait_for_last_words() {
    let (mut room, port) = room("--goodbye 10m");
    let mut bob = TcpStream::connect(("127.0.0.1", port)).unwrap();
    bob.write_all(b"bob\n").unwrap();
    room.line_with("* bob joined");
    room.interrupt();
    room.line_with("the room closes");
    // Bob has not finished, and would have ten minutes for it.
    room.ends_on_a_second_ctrl_c();
}

#[test]
fn a_room_that_dies_is_an_error_for_those_who_have_not_finished() {
    let (room, port) = room("");
    let ann = guest(port, "ann");
    drop(room); // which kills it
    let transcript = ann.ends(1);
    let said = transcript.text(&[]);
    assert!(
        said.ends_with("\nerror: the room has closed the connection"),
        "{said}"
    );
}

#[test]
fn whoever_says_nothing_has_to_leave() {
    // As short as one can still type a name in.
    let (mut room, port) = room("--idle 1s");
    let transcript = guest(port, "ann").ends(1);
    room.line_with("* ann left (silent for 1s)");
    kit::pin!("silent", transcript.text(&[(port, 8888)]));
}

#[test]
fn whoever_never_reads_is_cut_off_while_the_others_talk_on() {
    // The kernel holds some megabytes for a peer that does not read, so
    // there must be more to say than that.
    let (mut room, port) = room("--line 1000000 --queue 2000000");
    let mut bob = TcpStream::connect(("127.0.0.1", port)).unwrap();
    bob.write_all(b"bob\n").unwrap();
    room.line_with("* bob joined");
    let ann = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let mut heard = BufReader::new(ann.try_clone().unwrap()).lines();
    let mut line = "x".repeat(999_999);
    line.push('\n');
    let (mut first, text) = (ann, line.clone());
    let speaking = std::thread::spawn(move || {
        first.write_all(b"ann\n")?;
        while first.write_all(text.as_bytes()).is_ok() {}
        std::io::Result::Ok(())
    });
    let cut_off = "* bob left (over 2000000 bytes unread)";
    assert!(heard.any(|line| line.is_ok_and(|line| line == cut_off)));
    room.line_with(cut_off);
    kit::pin!("cut-off", room.transcript().text(&[(port, 8888)]));
    drop(room);
    speaking.join().unwrap().unwrap();
}

#[cfg(unix)]
#[test]
fn when_there_are_no_files_left_those_who_are_here_talk_on() {
    // 20 files are enough for a few guests, and soon used up.
    let mut room = Program::start_limited(CHAPTER, 20, "serve --port 0");
    let port = room.port("a room on");
    let mut ann = guest(port, "ann");
    let mut bob = guest(port, "bob");
    ann.line_with("* bob joined");
    let crowd: Vec<_> =
        (0..20).map(|_| TcpStream::connect(("127.0.0.1", port))).collect();
    room.line_with("cannot accept a connection now");
    ann.type_line("it is getting crowded");
    bob.line_with("ann: it is getting crowded");
    drop(crowd);
    // And when somebody has left, somebody can come.
    let mut cid = guest(port, "cid");
    cid.type_line("at last");
    bob.line_with("cid: at last");
}

#[test]
fn what_is_piped_into_a_guest_arrives_to_the_last_byte() {
    let (_room, port) = room("");
    let mut ann = guest(port, "ann");
    let mut bob = guest(port, "bob");
    ann.line_with("* bob joined");
    for number in 1..=49 {
        bob.type_line(&format!("line {number}"));
    }
    bob.end_input();
    for number in 1..=49 {
        ann.line_with(&format!("bob: line {number}"));
    }
    ann.line_with("* bob left");
    bob.ends(0);
}

#[test]
fn a_room_that_waits_is_silent_and_one_that_keeps_everything_grows() {
    let naive = Program::example(CHAPTER, "room_naive", "");
    let transcript = naive.ends(0);
    kit::pin!("naive-rooms", transcript.text(&[]));
}

#[cfg(unix)]
#[test]
fn whoever_talks_on_reads_the_goodbye_and_no_reset() {
    use std::io::Read;
    use std::net::Shutdown;
    use std::sync::mpsc::{TryRecvError, channel};

    let (mut room, port) = room("");
    let mut ann = TcpStream::connect(("127.0.0.1", port)).unwrap();
    ann.write_all(b"ann\n").unwrap();
    room.line_with("* ann joined");
    // More than the room reads in time: its socket is never empty.
    let (mut writer, (heard, stop)) =
        (ann.try_clone().unwrap(), channel::<()>());
    let speech = b"on and on\n".repeat(1000);
    writer.write_all(&speech).unwrap();
    let talking = std::thread::spawn(move || {
        while stop.try_recv() == Err(TryRecvError::Empty) {
            writer.write_all(&speech)?;
        }
        writer.shutdown(Shutdown::Write)
    });
    room.interrupt();
    let mut rest = String::new();
    ann.read_to_string(&mut rest).expect("no reset");
    assert!(rest.ends_with("\n* the room closes: goodbye\n"), "{rest}");
    drop(heard);
    talking.join().unwrap().expect("everything to be taken");
    room.ends(0);
}

#[tokio::test]
async fn a_real_room_ends_once_its_last_guest_has_heard_the_goodbye() {
    // On Linux, every address of 127.0.0.0/8 is this machine's. On one that
    // nobody else uses, nobody else can take our port when we give it up.
    let own = if cfg!(target_os = "linux") { "127.0.4.1" } else { "127.0.0.1" };
    let listener = tokio::net::TcpListener::bind((own, 0)).await.unwrap();
    let endpoint = listener.local_addr().unwrap();
    let (close, closed) = tokio::sync::oneshot::channel::<()>();
    let serving = kit::spawn(async move {
        let shutdown = async { closed.await.unwrap_or_default() };
        room::serve(Config::default(), listener, shutdown).await
    });
    let mut guest = tokio::net::TcpStream::connect(endpoint).await.unwrap();
    let mut heard = vec![0; "* your name?\n".len()];
    within("the question", guest.read_exact(&mut heard)).await.unwrap();
    close.send(()).unwrap();
    let mut rest = String::new();
    let read = guest.read_to_string(&mut rest);
    within("the goodbye and the end", read).await.unwrap();
    assert_eq!(rest, "* the room closes: goodbye\n");
    if cfg!(target_os = "linux") {
        // A child that another test is just starting holds copies of all
        // our sockets until it becomes its own program.
        let refused = async {
            while tokio::net::TcpStream::connect(endpoint).await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        within("nobody to be let in any more", refused).await;
    }
    assert!(!serving.is_finished(), "the guest has not finished yet");
    drop(guest);
    within("the room's end", serving).await.unwrap().unwrap();
}

/// A room, and the port that the system chose for it.
fn room(arguments: &str) -> (Program, u16) {
    let run = format!("{arguments} unseen --port 0");
    let mut room = Program::start(CHAPTER, &run);
    let port = room.port("a room on");
    room.line_with("connect");
    (room, port)
}

/// Somebody who has joined.
fn guest(port: u16, name: &str) -> Program {
    let connect = format!("connect unseen --port {port}");
    let mut guest = Program::start(CHAPTER, &connect);
    guest.line_with("* your name?");
    guest.type_line(name);
    guest.line_with("* welcome");
    guest
}
