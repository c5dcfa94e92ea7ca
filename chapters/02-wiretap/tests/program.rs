//! The program as a reader runs it, with the times of an exact clock.

mod conversation;

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::num::NonZeroUsize;
use std::time::Duration;

use conversation::exact;
use kit::{Program, promises};
use wiretap::{Death, Piece, Wire, diagram, dump};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-02");
const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn it_delays_and_draws() {
    let run = "--every 200ms --count 1 --delay 50ms --draw";
    let wire = Wire { delay: 50 * MS, ..Wire::default() };
    let program = Program::start(CHAPTER, &format!("{run} {UNSEEN}"));
    kit::pin!("delayed", shown(program, wire, Some(1)).await);
}

#[tokio::test(start_paused = true)]
async fn it_slices_between_programs_of_the_readers_own() {
    let slice = NonZeroUsize::new(1);
    let exact = exact(Wire { slice, ..Wire::default() }, Some(20)).await;
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let to = server.local_addr().unwrap();
    let run = format!("serve --slice 1 unseen --port 0 --to {to}");
    let mut program = Program::start(CHAPTER, &run);
    let port = program.port("wire from");
    program.line_with("sent  received");
    let heading = program.transcript().text(&[(port, 8889), (to.port(), 8888)]);
    // How the pieces of the two directions mix depends on the machine, and
    // so does how many of them a slow server reads at once. Each ping's
    // slices do not.
    let mut client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    client.write_all(b"ping").unwrap();
    let dumps: String = exact.iter().map(dump).collect();
    for dump in dumps.lines().filter(|line| line.contains("->")) {
        let real = program.line_with("->");
        assert_eq!(but_times(&real), but_times(dump), "all but the times");
    }
    kit::pin!("sliced", format!("{heading}\n{dumps}"));
}

#[test]
fn it_slices_and_delays_at_once() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let to = server.local_addr().unwrap();
    let run = "serve --slice 2 --delay 25ms";
    let unseen = format!("unseen --port 0 --to {to}");
    let mut wire = Program::start(CHAPTER, &format!("{run} {unseen}"));
    let port = wire.port("wire from");
    let unseen = format!("unseen --every 20ms --port {port}");
    let client = Program::start(CHAPTER, &format!("connect {unseen}"));
    wire.line_with("70 69                   pi");
    wire.line_with("6e 67                   ng");
    // The commands under the picture and on the page are these:
    for (program, typed) in [
        (&wire, "cargo run -p chapter-02 -- serve --slice 2 --delay 25ms"),
        (&client, "cargo run -p chapter-02 -- connect"),
    ] {
        let shown = program.transcript().text(&[]);
        assert_eq!(shown.lines().next(), Some(&*format!("$ {typed}")));
    }
}

#[tokio::test(start_paused = true)]
async fn it_ends_in_three_ways() {
    let wire = |death| {
        let end = Some((6, death));
        Wire { delay: 25 * MS, end, ..Wire::default() }
    };
    let start = |run: &str| Program::start(CHAPTER, &format!("{run} {UNSEEN}"));
    // All at once: they take their real time.
    let run = "--every 200ms --delay 25ms --close-after 6 --draw";
    let closed = start(run);
    let run = "--every 200ms --delay 25ms --reset-after 6 --draw";
    let reset = start(run);
    let run = "--every 200ms --delay 25ms --freeze-after 6";
    let mut frozen = start(run);
    kit::pin!("closed", shown(closed, wire(Death::Fin), None).await);
    kit::pin!("reset", shown(reset, wire(Death::Rst), None).await);
    // This one would go on for ever: two lost pings are enough to see it.
    let exact = exact(wire(Death::Silence), None).await;
    let names = ports(&mut frozen);
    frozen.line_with("lost   ->");
    frozen.line_with("lost   ->");
    let real = frozen.transcript().server_first().text(&names);
    kit::pin!("frozen", exact_times(&real, &exact));
}

#[test]
fn it_taps_programs_of_the_readers_own() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let to = server.local_addr().unwrap();
    let run = format!("serve unseen --port 0 --to {to}");
    let mut wire = Program::start(CHAPTER, &run);
    let port = wire.port("wire from");
    let client = format!("connect unseen --every 20ms --port {port}");
    let mut client = Program::start(CHAPTER, &client);
    let (mut stream, _) = server.accept().unwrap();
    stream.write_all(b"hello\n").unwrap();
    client.line_with("client got data hello");
    wire.line_with("hello.");
    wire.line_with("ping");
}

#[test]
fn a_recording_is_kept_as_text_or_for_wireshark() {
    for name in ["kept.txt", "kept.pcapng"] {
        let file = std::env::temp_dir()
            .join(format!("wiretap-{}-{name}", std::process::id()));
        let path = file.display();
        let run = format!(
            "--every 20ms --count 1 unseen --port 0 --to 127.0.0.1:0 \
             --record {path}"
        );
        let (status, _) = Program::start(CHAPTER, &run).end();
        let kept = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(status.success());
        match name {
            "kept.txt" => {
                let text = String::from_utf8(kept).unwrap();
                let mut lines = text.lines();
                assert_eq!(lines.next(), Some(wiretap::HEADING));
                assert!(lines.next().unwrap().ends_with("ping"));
                assert!(lines.next().unwrap().ends_with("pong."));
            }
            _ => assert_eq!(kept[..4], [0x0A, 0x0D, 0x0D, 0x0A]),
        }
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_with_exit_code_0_and_the_drawing() {
    let run = "--every 20ms --draw unseen --port 0 --to 127.0.0.1:0";
    let mut program = Program::start(CHAPTER, run);
    program.line_with("client got data");
    let transcript = program.ends_on_ctrl_c();
    // On a busy machine the first piece may be more than one ping.
    assert!(transcript.text(&[]).contains(" |-- ping"));
}

#[test]
fn help_explains_every_argument() {
    kit::pin!("help", promises::help(CHAPTER));
}

#[test]
fn wrong_arguments_are_named_and_nothing_is_started() {
    let cases = [
        ("listen", "expected serve, connect or nothing"),
        ("--sliced 1", "Unrecognized argument: --sliced"),
        ("--slice 0", "Error parsing option '--slice' with value '0'"),
        ("--delay 50", "Error parsing option '--delay' with value '50'"),
        ("--every 0s", "a timer cannot tick without a pause"),
        ("--every 2days", "a day is the longest pause"),
        ("--to nowhere", "Error parsing option '--to' with value 'nowhere'"),
        ("--close-after 1 --reset-after 2", "a wire can end in one way only"),
        ("--record /no/such/folder/file", "/no/such/folder/file: "),
    ];
    promises::refuses(CHAPTER, 1, "--port 0 --to 127.0.0.1:0", &cases);
}

#[test]
fn a_wire_that_would_lead_to_itself_is_refused() {
    let vacant = kit::VacantPort::new().endpoint();
    let run = format!("serve --port {} --to {vacant}", vacant.port());
    let complaint = "the wire would lead to itself";
    promises::refuses(CHAPTER, 1, "", &[(&run, complaint)]);
}

#[test]
fn a_taken_port_gives_one_line_that_names_the_way_out() {
    promises::taken_port(CHAPTER, "serve");
}

const UNSEEN: &str = "unseen --port 0 --to 127.0.0.1:0";

/// What the program prints to its end, with the times that the same
/// conversation has on an exact clock. All but the times must agree.
async fn shown(mut program: Program, wire: Wire, count: Option<u64>) -> String {
    let exact = exact(wire, count).await;
    let names = ports(&mut program);
    let (_, transcript) = program.end();
    exact_times(&transcript.server_first().text(&names), &exact)
}

/// Which ports the wire has, and which ones a page shows for them.
fn ports(program: &mut Program) -> [(u16, u16); 2] {
    let line = program.line_with("wire from");
    let port = |at: &str| -> u16 {
        let (_, rest) = line.split_once(at).unwrap();
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next();
        digits.unwrap().parse().unwrap()
    };
    [(port("from 127.0.0.1:"), 8889), (port("to 127.0.0.1:"), 8888)]
}

/// Puts the exact times in the place of the real ones.
fn exact_times(real: &str, exact: &[Piece]) -> String {
    let dumps: String = exact.iter().map(dump).collect();
    let mut dumps = dumps.lines();
    let mut shown: Vec<String> = Vec::new();
    for line in real.lines() {
        if line.contains("connection 1") {
            shown.extend([line.to_string(), diagram(exact)]);
            // Behind the drawing there is at most one line: an error.
            let error = real.lines().last().filter(|l| l.starts_with("error"));
            shown.extend(error.map(str::to_string));
            break;
        }
        // A piece begins with the number of its connection.
        if !line.starts_with(" 1 ") {
            shown.push(line.to_string());
            continue;
        }
        let exact = dumps.next().expect("as many pieces as really passed");
        assert_eq!(but_times(line), but_times(exact), "all but the times");
        shown.push(exact.to_string());
    }
    assert_eq!(dumps.next(), None, "a piece that did not pass in\n{real}");
    shown.join("\n")
}

fn but_times(line: &str) -> &str {
    line[23..].trim()
}
