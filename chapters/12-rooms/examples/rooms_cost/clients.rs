//! Clients that wait for nothing but bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use bytes::BytesMut;
use frame::{Frame, Opcode, Role};
use kit::report::{Result, Server};

use crate::{ECHOERS, HEARERS, MESSAGES};

/// One who speaks and many who listen.
pub struct Crowd {
    speaker: TcpStream,
    hearers: Vec<TcpStream>,
    said: Vec<u8>,
    heard: Vec<u8>,
}

impl Crowd {
    pub fn plain(floor: &Server, size: usize) -> Result<Crowd> {
        let speaker = floor.connect()?;
        let hearers = (0..HEARERS).map(|_| floor.connect());
        let hearers = hearers.collect::<Result<_>>()?;
        let heard = bare(&packet("chat message", size));
        Ok(Crowd { speaker, hearers, said: heard.clone(), heard })
    }

    /// The one who speaks hears himself, too: he is the first hearer.
    pub fn joined(server: &Server, size: usize) -> Result<Crowd> {
        let hearers = (0..HEARERS).map(|_| guest(server));
        let hearers: Vec<_> = hearers.collect::<Result<_>>()?;
        let speaker = hearers[0].try_clone()?;
        let packet = packet("chat message", size);
        let (said, heard) = (masked(&packet), bare(&packet));
        Ok(Crowd { speaker, hearers, said, heard })
    }

    /// Microseconds of the server's CPU time for each delivery.
    pub fn broadcasts(&mut self, server: &Server) -> Result<f64> {
        let before = server.cpu()?;
        let mut buffer = vec![0; self.heard.len()];
        for _ in 0..MESSAGES {
            self.speaker.write_all(&self.said)?;
            for hearer in &mut self.hearers {
                hearer.read_exact(&mut buffer)?;
                assert_eq!(buffer, self.heard);
            }
        }
        let used = server.cpu()? - before;
        Ok(used.as_secs_f64() * 1e6 / (MESSAGES * HEARERS) as f64)
    }
}

/// Many who each ask, and are answered.
pub struct Echo {
    clients: Vec<TcpStream>,
    question: Vec<u8>,
    answer: Vec<u8>,
}

impl Echo {
    /// Of chapter 09: the frame comes back as it is, and is as long as the
    /// event.
    pub fn of_frames(server: &Server) -> Result<Echo> {
        let text = packet("message", 40);
        let clients = (0..ECHOERS).map(|_| open(server, "/echo"));
        let clients = clients.collect::<Result<_>>()?;
        Ok(Echo { clients, question: masked(&text), answer: bare(&text) })
    }

    pub fn of_events(server: &Server) -> Result<Echo> {
        let clients = (0..ECHOERS).map(|_| guest(server));
        let clients = clients.collect::<Result<_>>()?;
        let question = masked(&packet("message", 40));
        let answer = bare(&packet("message-back", 40));
        Ok(Echo { clients, question, answer })
    }

    /// All ask so many times at once, and then all hear the answers.
    pub fn once(&mut self, in_flight: usize) -> Result<()> {
        let answer = self.answer.repeat(in_flight);
        for client in &mut self.clients {
            client.write_all(&self.question.repeat(in_flight))?;
        }
        let mut buffer = vec![0; answer.len()];
        for client in &mut self.clients {
            client.read_exact(&mut buffer)?;
            assert_eq!(buffer, answer);
        }
        Ok(())
    }
}

fn packet(name: &str, size: usize) -> String {
    format!(r#"42["{name}","{}"]"#, "x".repeat(size))
}

fn masked(text: &str) -> Vec<u8> {
    let mut bytes = BytesMut::new();
    Frame::encode(Opcode::Text, text.as_bytes(), Role::Client, &mut bytes);
    bytes.into()
}

fn bare(text: &str) -> Vec<u8> {
    let mut bytes = BytesMut::new();
    Frame::encode(Opcode::Text, text.as_bytes(), Role::Server, &mut bytes);
    bytes.into()
}

/// A client whose handshake is done.
fn open(server: &Server, target: &str) -> Result<TcpStream> {
    let mut stream = server.connect()?;
    let host = format!("localhost:{}", server.port());
    let request = upgrade::request(&host, target, &upgrade::fresh_key());
    stream.write_all(request.as_bytes())?;
    let mut heard = BufReader::with_capacity(1, stream.try_clone()?);
    let mut line = String::from("a head");
    while !line.trim().is_empty() {
        line.clear();
        heard.read_line(&mut line)?;
    }
    Ok(stream)
}

/// Somebody who has joined `/`.
pub fn guest(server: &Server) -> Result<TcpStream> {
    let mut stream = open(server, "/socket.io/?EIO=4&transport=websocket")?;
    until_brace(&mut stream)?; // the open packet
    stream.write_all(&masked("40"))?;
    until_brace(&mut stream)?; // and he is let in
    Ok(stream)
}

/// Reads until a `}` has come, and nothing is behind it.
fn until_brace(stream: &mut TcpStream) -> Result<()> {
    let (mut last, mut buffer) = (0, [0; 4096]);
    while last != b'}' {
        match stream.read(&mut buffer)? {
            0 => return Err("the server has hung up".into()),
            size => last = buffer[size - 1],
        }
    }
    Ok(())
}
