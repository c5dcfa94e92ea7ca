//! A server that hands out what waits, and forgets it.

use std::mem;

// ANCHOR: naive
#[derive(Default)]
struct Messages {
    waiting: Vec<String>,
}

impl Messages {
    fn say(&mut self, text: &str) {
        self.waiting.push(text.to_string());
    }

    fn poll(&mut self) -> Vec<String> {
        mem::take(&mut self.waiting)
    }
}
// ANCHOR_END: naive

fn main() {
    let mut messages = Messages::default();
    println!("the server says: one");
    messages.say("one");
    println!("ann polls and hears {:?}", messages.poll());
    println!("bob polls and hears {:?}", messages.poll());
    println!("the server says: two");
    messages.say("two");
    println!("ann polls: {:?} is on its way", messages.poll());
    println!("ann's train goes into a tunnel; the answer is lost");
    println!("ann polls again and hears {:?}", messages.poll());
}
