//! Misconception: one lets everybody in, looks, and throws the wrong ones
//! out.

use events::{Args, Io, Namespace};
use serde_json::Value;

pub const TOKEN: &str = "left sock";

pub fn server() -> Io {
    let admin = Namespace::new(|socket| {
        let auth = serde_json::from_str(socket.auth());
        let auth: Value = auth.unwrap_or_default();
        match auth["token"].as_str() {
            Some(TOKEN) => {
                let _ = socket.emit("welcome", &Args::new());
            }
            _ => socket.disconnect(false),
        }
    });
    Io::new().with("/", Namespace::new(|_| {})).with("/admin", admin)
}
