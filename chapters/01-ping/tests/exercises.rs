//! The checks of chapter 01's exercises. The files to edit are in
//! `chapters/01-ping/exercises`.

use std::future::poll_fn;

use kit::{deliveries, expect_prediction, expect_wire, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use wiretap::{MemoryStream, Recording, Wire, pair};

exercise::load!(endpoints);
exercise::load!(greet);
exercise::load!(how_many_pongs);
exercise::load!(per_message);
exercise::load!(two_at_once);

#[exercise::check(endpoints)]
#[tokio::test]
async fn ex_01_1_both_endpoints_of_the_second_connection_are_named() {
    let (listener, clients, accepted) = server_with_two_clients().await;
    // The page's ports, for those that the system chose.
    let ours = listener.local_addr().unwrap();
    let shown = |address: std::net::SocketAddr| {
        let clients = clients.iter().map(|c| c.local_addr().unwrap());
        let mut names =
            std::iter::once(ours).chain(clients).zip([8888, 50001, 50002]);
        let port = names.find(|(real, _)| *real == address).unwrap().1;
        format!("127.0.0.1:{port}")
    };
    expect_prediction(
        "LOCAL_OF_SECOND",
        endpoints::LOCAL_OF_SECOND,
        &shown(accepted[1].local_addr().unwrap()),
        "To which endpoint did the client connect? Both accepted sockets are \
         on that side of their connections (hint 1).",
    );
    expect_prediction(
        "PEER_OF_SECOND",
        endpoints::PEER_OF_SECOND,
        &shown(accepted[1].peer_addr().unwrap()),
        "The peer is the other end: the endpoint that the second client got \
         from its system (hint 2).",
    );
    expect_prediction(
        "SOCKETS_OF_SERVER",
        endpoints::SOCKETS_OF_SERVER,
        &(1 + accepted.len()).to_string(),
        "Which socket goes on listening while the accepted ones talk? \
         (hint 3)",
    );
}

async fn server_with_two_clients()
-> (TcpListener, [TcpStream; 2], [TcpStream; 2]) {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let first = ping::connect(port).await.unwrap();
    let first_accepted = ping::accept(&listener).await;
    let second = ping::connect(port).await.unwrap();
    let second_accepted = ping::accept(&listener).await;
    (listener, [first, second], [first_accepted, second_accepted])
}

#[exercise::check(greet)]
#[tokio::test(start_paused = true)]
async fn ex_01_2_the_server_speaks_first() {
    let (mut client, server) = pair();
    spawn(greet::greet(server));
    let hour = std::time::Duration::from_secs(3600);
    let greeting = timeout(hour, read_some(&mut client)).await;
    let Ok(greeting) = greeting else {
        panic!(
            "a client has connected and says nothing; it waits for an hour, \
             and no greeting comes\nWhich of your calls waits for the client? \
             What stands before it? (hint 1)"
        )
    };
    expect_wire(
        &greeting,
        b"hello\n",
        "The greeting is the word and a line end, in one write (hint 2).",
    );
    client.write_all(b"ping").await.unwrap();
    let pong = within("the pong after a ping", read_some(&mut client)).await;
    expect_wire(&pong, b"pong\n", "After the greeting, each read is answered.");
}

#[exercise::check(greet)]
#[tokio::test(start_paused = true)]
async fn ex_01_2_the_server_ends_when_the_client_has_finished() {
    let (mut client, server) = pair();
    let server = spawn(greet::greet(server));
    client.shutdown().await.unwrap();
    // A server that spins would never let the clock run on: count its turns.
    let mut turns = 0;
    let ended = poll_fn(|context| {
        turns += 1;
        match server.is_finished() || turns > 1000 {
            true => std::task::Poll::Ready(server.is_finished()),
            false => {
                context.waker().wake_by_ref();
                std::task::Poll::Pending
            }
        }
    });
    assert!(
        within("the server's end", ended).await,
        "the client has finished (its FIN has arrived), and the server goes \
         on all the same\nA read of 0 bytes is the stream's end: it will \
         never bring anything again. What should the server do then? (hint 3)"
    );
}

#[exercise::check(how_many_pongs)]
#[tokio::test(start_paused = true)]
async fn ex_01_3_pongs_are_counted_by_reads() {
    let (client, server) = sliced().connect(Recording::default().recorder());
    expect_prediction(
        "PONGS_FOR_ONE_SLICED_PING",
        how_many_pongs::PONGS_FOR_ONE_SLICED_PING,
        &pongs(client, server, b"ping").await.to_string(),
        "How many reads does the server need for four bytes that come one \
         by one, and what does it do after each? (hint 1)",
    );
    let (client, server) = pair();
    expect_prediction(
        "PONGS_FOR_TWO_MERGED_PINGS",
        how_many_pongs::PONGS_FOR_TWO_MERGED_PINGS,
        &pongs(client, server, b"pingping").await.to_string(),
        "TCP carries bytes. Where in `pingping` does it say that these were \
         two writes? (hint 2)",
    );
}

async fn pongs(
    mut client: MemoryStream,
    server: MemoryStream,
    pings: &[u8],
) -> usize {
    spawn(ping::answer(server));
    client.write_all(pings).await.unwrap();
    client.shutdown().await.unwrap();
    let mut answers = Vec::new();
    within("the pongs", client.read_to_end(&mut answers)).await.unwrap();
    answers.len() / b"pong\n".len()
}

#[exercise::check(per_message)]
#[tokio::test(start_paused = true)]
async fn ex_01_4_each_ping_is_answered_once_however_it_is_delivered() {
    let messages: [&[u8]; 3] = [b"ping", b"ping", b"ping"];
    let mut results = Vec::new();
    let mut all_right = true;
    for delivery in deliveries(&messages) {
        let (mut client, server) = pair();
        let server = spawn(per_message::answer(server));
        send(&mut client, &delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let mut answers = Vec::new();
        within("the server's end", client.read_to_end(&mut answers))
            .await
            .unwrap();
        let ended = within("the server's result", server).await.unwrap();
        assert!(
            ended.is_ok(),
            "the client has said its pings and finished, between two of \
             them, and your server calls that an error: {ended:?}\nWhat does \
             rule 4 say about a read of zero bytes? Which of your calls makes \
             an error of it? (hint 2)"
        );
        let right = answers == b"pong\npong\npong\n";
        all_right &= right;
        let reads: Vec<String> =
            delivery.pieces.iter().map(|p| kit::readable(p)).collect();
        results.push(format!(
            "  {} {}\n      reads    {}\n      answers  \"{}\"",
            if right { "ok   " } else { "WRONG" },
            delivery.name,
            reads.join(" | "),
            kit::readable(&answers),
        ));
    }
    assert!(
        all_right,
        "three pings, delivered in four ways; each way ought to be answered \
         by three pongs\n{}\nWhat does the server have to remember from one \
         read to the next, and what may one read hold? (hints 1 and 2)",
        results.join("\n"),
    );
}

#[exercise::check(two_at_once)]
#[tokio::test]
async fn ex_01_5_a_silent_client_makes_nobody_wait() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    spawn(two_at_once::serve(listener));
    let mut silent = ping::connect(port).await.unwrap();
    let mut lively = ping::connect(port).await.unwrap();
    lively.write_all(b"ping").await.unwrap();
    first_to(
        read_some(&mut lively),
        "The first client says nothing, the second says ping, and gets no \
         answer.\nWhat does the loop wait for before it accepts again? \
         (hint 1)",
    )
    .await;
    silent.write_all(b"ping").await.unwrap();
    first_to(
        read_some(&mut silent),
        "The second client was served, but the first one, which had been \
         silent, gets no answer to its ping any more.\nWhat became of its \
         conversation when somebody else connected? (hint 2)",
    )
    .await;
}

/// A pong, or the explanation: a server on this machine that means to answer
/// has done so long before.
async fn first_to(answer: impl Future<Output = Vec<u8>>, why: &str) {
    let patience = std::time::Duration::from_secs(2);
    match timeout(patience, answer).await {
        Ok(bytes) if bytes.is_empty() => panic!(
            "a client that said ping reads zero bytes: your server has closed \
             its connection\n{why}\nA future that is neither awaited nor \
             spawned never runs. It is dropped, and its socket with it \
             (hint 3)."
        ),
        Ok(bytes) => expect_wire(&bytes, b"pong\n", why),
        Err(_) => panic!("{why}"),
    }
}

fn sliced() -> Wire {
    Wire { slice: std::num::NonZeroUsize::new(1), ..Wire::default() }
}

async fn read_some(
    stream: &mut (impl tokio::io::AsyncRead + Unpin),
) -> Vec<u8> {
    let mut buffer = vec![0; 64];
    let size = stream.read(&mut buffer).await.unwrap_or(0);
    buffer.truncate(size);
    buffer
}
