//! Misconception: a wait ends with an answer or with its limit.

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
        let (tell, heard) = oneshot::channel();
        let id = {
            let mut inner = self.0.lock().unwrap();
            let id = inner.next;
            inner.next += 1;
            inner.waiting.insert(id, tell);
            id
        };
        send(id);
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
