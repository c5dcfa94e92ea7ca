// ANCHOR: all
//! Who is told of every piece: the screen, a file, and a drawing at the end.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::arguments::Arguments;
use wiretap::{HEADING, Pcapng, Piece, Recorder, diagram, dump};

/// The most pieces that a drawing shows; it is kept in memory until then.
const DRAWN: usize = 200;

/// Shared by all connections.
#[derive(Clone)]
pub struct Witness(Arc<Mutex<Inner>>);

struct Inner {
    file: Option<Format>,
    kept: Option<Vec<Piece>>,
}

enum Format {
    Text(File),
    Pcapng(Pcapng<File>),
}

impl Witness {
    /// Opens the file to record into, if there is to be one.
    pub fn new(arguments: &Arguments) -> io::Result<Witness> {
        let server_port = arguments.to.port();
        let file = match &arguments.record {
            None => None,
            Some(path) => Some(create(path, server_port).map_err(|error| {
                let path = path.display();
                io::Error::new(error.kind(), format!("{path}: {error}"))
            })?),
        };
        let kept = arguments.draw.then(Vec::new);
        Ok(Witness(Arc::new(Mutex::new(Inner { file, kept }))))
    }

    /// A recorder that tells this witness.
    pub fn recorder(&self) -> Recorder {
        let witness = self.clone();
        println!("{HEADING}");
        Recorder::new(move |piece| witness.see(piece))
    }

    fn see(&self, piece: Piece) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk or a closed screen must not end a conversation that
        // we only listen to.
        let _ = write!(io::stdout(), "{}", dump(&piece));
        let kept = match &mut inner.file {
            Some(Format::Text(file)) => write!(file, "{}", dump(&piece)),
            Some(Format::Pcapng(file)) => file.write(&piece),
            None => Ok(()),
        };
        if let Err(error) = kept {
            eprintln!("the recording ends here: {error}");
            inner.file = None;
        }
        if let Some(kept) = inner.kept.as_mut().filter(|k| k.len() < DRAWN) {
            kept.push(piece);
        }
    }

    /// Draws each connection, if that was asked for.
    pub fn draw(&self) {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = inner.kept.as_deref().unwrap_or_default();
        let last = kept.iter().map(|piece| piece.connection).max();
        for connection in 1..=last.unwrap_or(0) {
            let ours = |piece: &&Piece| piece.connection == connection;
            let pieces: Vec<Piece> =
                kept.iter().filter(ours).cloned().collect();
            println!("\nconnection {connection}\n{}", diagram(&pieces));
        }
        if kept.len() == DRAWN {
            println!("(the first {DRAWN} pieces)");
        }
    }
}

fn create(path: &Path, server_port: u16) -> io::Result<Format> {
    let mut file = File::create(path)?;
    if path.extension().is_some_and(|extension| extension == "pcapng") {
        return Ok(Format::Pcapng(Pcapng::new(file, server_port)?));
    }
    writeln!(file, "{HEADING}")?;
    Ok(Format::Text(file))
}
// ANCHOR_END: all
