//! Misconception: whoever has the token in his text knows it in its place.

use events::{Args, Io, Namespace, Refused};

pub const TOKEN: &str = "left sock";

pub fn server() -> Io {
    let admin = Namespace::new(|socket| {
        let _ = socket.emit("welcome", &Args::new());
    });
    let admin = admin.allow(|socket| match socket.auth().contains(TOKEN) {
        true => Ok(()),
        false => Err(Refused::new("not authorized")),
    });
    Io::new().with("/", Namespace::new(|_| {})).with("/admin", admin)
}
