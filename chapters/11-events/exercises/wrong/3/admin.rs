//! Misconception: clients send what the page says.

use std::collections::HashMap;

use events::{Args, Io, Namespace, Refused};

pub const TOKEN: &str = "left sock";

pub fn server() -> Io {
    let admin = Namespace::new(|socket| {
        let _ = socket.emit("welcome", &Args::new());
    });
    let admin = admin.allow(|socket| {
        let auth: HashMap<String, String> =
            serde_json::from_str(socket.auth()).unwrap();
        match auth["token"] == TOKEN {
            true => Ok(()),
            false => Err(Refused::new("not authorized")),
        }
    });
    Io::new().with("/", Namespace::new(|_| {})).with("/admin", admin)
}
