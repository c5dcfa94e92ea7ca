//! The pictures of chapter 02, drawn from what really passed.

mod conversation;

use std::num::NonZeroUsize;
use std::time::Duration;

use conversation::exact;
use kit::picture::{Picture, Sequence};
use kit::segments;
use wiretap::{Death, Wire};

const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn a_sliced_ping() {
    let slice = NonZeroUsize::new(2);
    let wire = Wire { delay: 25 * MS, slice, ..Wire::default() };
    let picture = Sequence::new("sliced-ping", &exact(wire, Some(6)).await)
        .caption(
            "`--slice 2 --delay 25ms`: the ping arrives in two pieces, the \
             server answers twice, and each answer is cut up again.",
        )
        .command("cargo run -p chapter-02 -- serve --slice 2 --delay 25ms");
    kit::pin!("sliced-ping", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn three_deaths_in_the_middle_of_a_pong() {
    for (death, flag) in [
        (Death::Fin, "--close-after 6 --draw"),
        (Death::Rst, "--reset-after 6 --draw"),
        (Death::Silence, "--freeze-after 6"),
    ] {
        let end = Some((6, death));
        let wire = Wire { delay: 25 * MS, end, ..Wire::default() };
        let pieces = exact(wire, None).await;
        let command = format!(
            "cargo run -p chapter-02 -- --every 200ms --delay 25ms {flag}"
        );
        let draw = |id: &str, caption: &str| {
            let picture = Sequence::new(id, &pieces);
            picture.caption(caption).command(&command).figure()
        };
        match death {
            Death::Fin => kit::pin!(
                "death-by-fin",
                draw(
                    "death-by-fin",
                    "A FIN: the client reads `po`, and then the stream's end. \
                     The rest of the same write is lost. The wire says FIN to \
                     both sides, to each in the name of the other.",
                )
            ),
            Death::Rst => kit::pin!(
                "death-by-rst",
                draw(
                    "death-by-rst",
                    "A RST: the client reads `po`, and then an error. Again \
                     the wire speaks in the name of both.",
                )
            ),
            Death::Silence => kit::pin!(
                "death-by-silence",
                draw(
                    "death-by-silence",
                    "Silence: the client reads `po` and goes on saying ping. \
                     For many minutes, no read and no write fails.",
                )
            ),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_picture_on_the_first_page() {
    let end = Some((6, Death::Rst));
    let wire = Wire { delay: 25 * MS, end, ..Wire::default() };
    let picture = Sequence::new("cover", &exact(wire, None).await)
        .caption("A connection that is reset in the middle of a `pong`.")
        .command(
            "cargo run -p chapter-02 -- --every 200ms --delay 25ms \
             --reset-after 6 --draw",
        );
    kit::pin!("cover", picture.figure());
}

#[test]
fn a_fin_and_a_rst_as_the_kernel_sends_them() {
    let closed = include_str!("captures/closed.txt");
    let picture = Sequence::of_arrows("fin-segments", segments(closed, 8888))
        .server("server")
        .client("wiretap")
        .caption(
            "`--close-after 6`, captured between the wiretap and the server: \
             each side sends a FIN, and each is acknowledged.",
        )
        .command("chapters/02-wiretap/tests/captures/record (as root)");
    kit::pin!("fin-segments", picture.figure());
    let reset = include_str!("captures/reset.txt");
    let picture = Sequence::of_arrows("rst-segments", segments(reset, 8888))
        .server("server")
        .client("wiretap")
        .caption("`--reset-after 6`: one RST, and nothing answers it.")
        .command("chapters/02-wiretap/tests/captures/record (as root)");
    kit::pin!("rst-segments", picture.figure());
}
