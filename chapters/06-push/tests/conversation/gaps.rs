//! Somebody asks for what is not remembered any more, or never was.

use push::Config;

use crate::web::Web;

const FORGOTTEN: &str = "id: 3\nevent: gap\ndata: 2 to 3 are forgotten\n\n";
const LAST: &str = "id: 4\ndata: ann: four\n\nid: 5\ndata: ann: five\n\n";

#[tokio::test(start_paused = true)]
async fn a_gap_is_said_in_all_three_ways() {
    let web = Web::new(Config { max_messages: 2, ..Config::default() });
    web.say(&["one", "two", "three", "four", "five"]).await;
    let mut client = web.connect();
    let told = [FORGOTTEN, LAST].concat();
    assert_eq!(client.get("/poll?after=1").await.body, told);
    assert_eq!(client.get("/wait?after=1").await.body, told);
    client.ask_with("/events", "Last-Event-ID: 1\r\n").await;
    client.opening().await;
    assert_eq!(client.chunk().await, told);
}

#[tokio::test(start_paused = true)]
async fn whoever_has_heard_all_that_is_forgotten_has_no_gap() {
    let web = Web::new(Config { max_messages: 2, ..Config::default() });
    web.say(&["one", "two", "three", "four", "five"]).await;
    assert_eq!(web.connect().get("/poll?after=3").await.body, LAST);
}

#[tokio::test(start_paused = true)]
async fn whoever_has_heard_more_than_was_said_is_told_to_begin_anew() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    // The server has been started anew, and this client has not noticed.
    let begin = "id: 0\nevent: gap\ndata: 17 was not said here\n\n";
    assert_eq!(client.get("/wait?after=17").await.body, begin);
    web.say(&["one"]).await;
    let told = format!("{begin}id: 1\ndata: ann: one\n\n");
    assert_eq!(client.get("/poll?after=17").await.body, told);
    client.ask_with("/events", "Last-Event-ID: 17\r\n").await;
    client.opening().await;
    assert_eq!(client.chunk().await, told);
}
