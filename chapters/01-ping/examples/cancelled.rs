// ANCHOR: all
//! What `select!` does to the branch that loses: it is dropped where it
//! stands, and here it had half a message in it.

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::yield_now;

// ANCHOR: select
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (client, mut server) = duplex(64);
    let (bell, mut rings) = channel(1);
    tokio::spawn(say_ping_in_two_pieces(client, bell));
    loop {
        let mut message = [0; 4];
        tokio::select! {
            read = server.read_exact(&mut message) => match read {
                Ok(_) => println!("a whole message"),
                Err(error) => return println!("no message: {error}"),
            },
            Some(()) = rings.recv() => println!("a bell: the read is dropped"),
        }
    }
}
// ANCHOR_END: select

async fn say_ping_in_two_pieces(mut client: DuplexStream, bell: Sender<()>) {
    let _ = client.write_all(b"pi").await;
    yield_now().await; // now the server has read that much
    let _ = bell.send(()).await;
    yield_now().await;
    let _ = client.write_all(b"ng").await;
}
// ANCHOR_END: all
