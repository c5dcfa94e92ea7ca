// ANCHOR: all
//! A guest in a terminal.

use std::io;

use events::{Args, Arguments, Connection, Socket};
use serde_json::Value;
use upgrade::printable;

/// What is typed is said, and what is said is shown.
pub async fn connect(arguments: &Arguments) -> io::Result<()> {
    let config = arguments.config();
    let begin = |connection: &mut Connection| {
        let socket = connection.connect(&arguments.namespace, &Value::Null);
        socket.on("chat message", |_, event| {
            let json = || event.args.json().to_string();
            let text = event.args.get(0).unwrap_or_else(|_| json());
            println!("{}", printable(&text));
        });
        socket.on("connect_error", |_, event| {
            println!("connect_error: {}", printable(event.args.json()));
        });
        socket.on_connect(|_| println!("connected; type something"));
        socket.on_disconnect(|_, why| println!("left: {}", why.in_client()));
        tokio::spawn(say(socket));
    };
    tokio::select! {
        reason = events::connect(arguments.port, &config, begin) => {
            println!("closed: {}", reason?);
            Ok(())
        }
        () = ping::interrupted() => Ok(()),
    }
}

async fn say(socket: Socket) {
    let mut typed = room::keyboard();
    while let Some(line) = typed.recv().await {
        let text = String::from_utf8_lossy(&line);
        // A text is always JSON.
        let args = Args::of(text.trim_end()).unwrap_or_default();
        let _ = socket.emit("chat message", &args);
    }
    socket.disconnect(true);
}
// ANCHOR_END: all
