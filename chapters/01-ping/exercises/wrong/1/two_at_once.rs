//! Misconception: to spawn a task is enough, even when it is awaited at once.

use tokio::net::TcpListener;

pub async fn serve(listener: TcpListener) {
    loop {
        let stream = ping::accept(&listener).await;
        let _ = tokio::spawn(ping::answer(stream)).await;
    }
}
