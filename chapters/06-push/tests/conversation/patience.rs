//! How long a write may take, on the way that a socket takes as well: many
//! pieces at once.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use push::Patient;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, Sleep, sleep}; // allowed: the clock is paused

const SECOND: Duration = Duration::from_secs(1);

/// Takes one byte each time that so much time has passed.
struct Slow {
    each: Duration,
    next: Pin<Box<Sleep>>,
}

fn slow(each: Duration) -> Patient<Slow> {
    let next = Box::pin(sleep(each));
    Patient::new(Slow { each, next }, 10 * SECOND)
}

impl AsyncWrite for Slow {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        _: &[u8],
    ) -> Poll<io::Result<usize>> {
        let each = self.each;
        self.next.as_mut().poll(context).map(|()| {
            self.next = Box::pin(sleep(each));
            Ok(1)
        })
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_write(context, &slices[0])
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_a_little_now_and_then_is_not_hung_up_on() {
    let start = Instant::now();
    slow(9 * SECOND).write_all(b"four").await.unwrap();
    assert_eq!(start.elapsed(), 36 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_nothing_for_10_s_is_however_it_is_written() {
    let mut stream = slow(11 * SECOND);
    assert!(stream.is_write_vectored(), "as the stream inside");
    let start = Instant::now();
    let error = stream.write(b"x").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert_eq!(start.elapsed(), 10 * SECOND);
    let mut stream = slow(11 * SECOND);
    let slices = [IoSlice::new(b"x"), IoSlice::new(b"y")];
    let error = stream.write_vectored(&slices).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert_eq!(start.elapsed(), 20 * SECOND);
}
