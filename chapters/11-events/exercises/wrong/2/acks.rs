//! Misconception: an answer cannot come before we have begun to wait for it.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

#[derive(Default)]
pub struct Acks(Mutex<Inner>);

#[derive(Default)]
pub struct Inner {
    pub next: u64,
    pub waiting: HashMap<u64, oneshot::Sender<String>>,
}

impl Acks {
    pub async fn ask(
        &self,
        send: impl FnOnce(u64),
        limit: Duration,
    ) -> Option<String> {
        let id = {
            let mut inner = self.0.lock().unwrap();
            inner.next += 1;
            inner.next
        };
        send(id);
        let (tell, heard) = oneshot::channel();
        self.0.lock().unwrap().waiting.insert(id, tell);
        let answer = timeout(limit, heard).await;
        self.0.lock().unwrap().waiting.remove(&id);
        answer.ok()?.ok()
    }

    pub fn answered(&self, id: u64, answer: &str) {
        let tell = self.0.lock().unwrap().waiting.remove(&id);
        if let Some(tell) = tell {
            let _ = tell.send(answer.to_string());
        }
    }

    pub fn size(&self) -> usize {
        self.0.lock().unwrap().waiting.len()
    }
}
