//! Exercise 01.5: nobody waits for a stranger.

use tokio::net::TcpListener;

pub async fn serve(listener: TcpListener) {
    loop {
        let stream = ping::accept(&listener).await;
        tokio::spawn(ping::answer(stream));
    }
}
