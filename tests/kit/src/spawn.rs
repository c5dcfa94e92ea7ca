//! Tasks whose panics reach the test.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use tokio::sync::Notify;
use tokio::task::JoinHandle;

type Payload = Box<dyn Any + Send>;

thread_local! {
    /// What panicked on this thread: a test with its tasks has one.
    static PANICS: Rc<Panics> = Rc::default();
}

#[derive(Default)]
struct Panics {
    payloads: RefCell<Vec<Payload>>,
    news: Notify,
}

/// Like `tokio::spawn`, for the tests' single-threaded runtime: a panic in
/// the task ends the next [`within`](crate::within), with its own message,
/// instead of leaving the test to wait for somebody who has died.
pub fn spawn<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    let task = tokio::spawn(future);
    tokio::spawn(async move {
        match task.await {
            Ok(value) => value,
            Err(error) => match error.try_into_panic() {
                Ok(payload) => {
                    tell(payload);
                    std::future::pending().await
                }
                // Only the runtime's end cancels a task that nobody aborts.
                Err(_) => std::future::pending().await,
            },
        }
    })
}

fn tell(payload: Payload) {
    let panics = PANICS.with(Rc::clone);
    panics.payloads.borrow_mut().push(payload);
    panics.news.notify_one();
}

/// Completes with the first panic of a spawned task.
pub(crate) async fn next_panic() -> Payload {
    let panics = PANICS.with(Rc::clone);
    loop {
        let payload = panics.payloads.borrow_mut().pop();
        if let Some(payload) = payload {
            return payload;
        }
        panics.news.notified().await;
    }
}
