//! Misconception: `select!` runs both at once. It does, until one of them
//! is done, and then it drops the other in the middle of its work.

use tokio::net::TcpListener;

pub async fn serve(listener: TcpListener) {
    let mut stream = ping::accept(&listener).await;
    loop {
        tokio::select! {
            _ = ping::answer(&mut stream) => {}
            next = ping::accept(&listener) => stream = next,
        }
    }
}
