//! Attacks from outside, and accidents that look like one.

use kit::Program;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-12");

#[tokio::test]
async fn the_longest_times_that_can_be_typed_harm_nobody() {
    for option in ["--ping-interval", "--ping-timeout", "--connect-timeout"] {
        let run = format!("unseen --port 0 --lab 0 {option} 580000000000years");
        let mut server = Program::start(CHAPTER, &run);
        let port = server.port("listening on");
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request =
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.0\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.0 200 "), "{option}: {answer}");
    }
}
