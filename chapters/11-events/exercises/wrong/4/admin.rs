//! Misconception: a refusal has to say more than its message.

use events::{Args, Io, Namespace, Refused, Socket};
use serde_json::Value;

pub const TOKEN: &str = "left sock";

pub fn server() -> Io {
    let admin = Namespace::new(|socket| {
        let _ = socket.emit("welcome", &Args::new());
    });
    Io::new()
        .with("/", Namespace::new(|_| {}))
        .with("/admin", admin.allow(check))
}

fn check(socket: &Socket) -> Result<(), Refused> {
    let auth: Value = serde_json::from_str(socket.auth()).unwrap_or_default();
    match auth["token"].as_str() {
        Some(TOKEN) => Ok(()),
        _ => Err(Refused {
            message: "not authorized".to_string(),
            data: Value::from(401),
        }),
    }
}
