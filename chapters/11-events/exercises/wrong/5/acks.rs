//! Misconception: the lock is held until the question is sent.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

#[derive(Default)]
pub struct Acks(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    next: u64,
    waiting: HashMap<u64, oneshot::Sender<String>>,
}

struct Asked<'a>(&'a Acks, u64);

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().waiting.remove(&self.1);
    }
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
            send(id);
            id
        };
        let _asked = Asked(self, id);
        timeout(limit, heard).await.ok()?.ok()
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
