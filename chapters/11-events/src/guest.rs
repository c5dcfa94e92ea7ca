// ANCHOR: all
//! A client in a terminal: each line is a `message`, as JSON if it is any, and
//! the answer to it is awaited.

use std::io;
use std::time::Duration;

use events::{Args, Arguments, Connection, Event, Socket};
use serde_json::Value;
use serde_json::value::RawValue;
use upgrade::printable;

pub async fn connect(arguments: &Arguments) -> io::Result<()> {
    let config = arguments.config();
    let begin = |connection: &mut Connection| {
        let socket = connection.connect(&arguments.namespace, &Value::Null);
        socket.on_any(|_, event| show(event));
        socket.on_connect(|socket| {
            println!("connected as {}", printable(&socket.id()));
        });
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

fn show(event: &Event) {
    let (name, json) = (&event.name, event.args.json());
    println!("{}", printable(&format!("{name}: {json}")));
}

/// Emits what is typed, and then says goodbye.
async fn say(socket: Socket) {
    const PATIENCE: Duration = Duration::from_secs(5);
    let mut typed = room::keyboard();
    while let Some(line) = typed.recv().await {
        let text = String::from_utf8_lossy(&line);
        let args = match serde_json::from_str::<&RawValue>(&text) {
            Ok(json) => Args::of(json),
            Err(_) => Args::of(text.trim_end()),
        };
        let args = args.unwrap_or_default(); // both are always JSON
        let _ = socket.emit("message", &args);
        let name = "message-with-ack";
        match socket.emit_with_ack(name, &args, PATIENCE).await {
            Ok(args) => println!("acknowledged: {}", printable(args.json())),
            Err(error) => println!("error: {error}"),
        }
    }
    socket.disconnect(true);
}
// ANCHOR_END: all
