//! Clients that wait for nothing but bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use bytes::BytesMut;
use frame::{Frame, Opcode, Role};
use kit::report::{Result, Server};

use crate::{HEARERS, MESSAGES, TEXT};

/// One who speaks and many who listen.
pub struct Crowd {
    speaker: TcpStream,
    hearers: Vec<TcpStream>,
    said: Vec<u8>,
    heard: Vec<u8>,
}

impl Crowd {
    pub fn plain(floor: &Server) -> Result<Crowd> {
        let speaker = floor.connect()?;
        let hearers = (0..HEARERS).map(|_| floor.connect());
        let hearers = hearers.collect::<Result<_>>()?;
        let heard = bare(&format!("g0: {TEXT}"));
        Ok(Crowd { speaker, hearers, said: heard.clone(), heard })
    }

    pub fn joined(room: &Server) -> Result<Crowd> {
        let mut speaker = guest(room, 0)?;
        let hearers = (1..=HEARERS).map(|number| guest(room, number));
        let mut hearers: Vec<_> = hearers.collect::<Result<_>>()?;
        // All but the last hear of the last, and then there is no more.
        let last = format!("* g{HEARERS} joined");
        for other in hearers[..HEARERS - 1].iter_mut().chain([&mut speaker]) {
            until(other, last.as_bytes())?;
        }
        let heard = bare(&format!("g0: {TEXT}"));
        Ok(Crowd { speaker, hearers, said: masked(TEXT), heard })
    }

    /// Microseconds of the server's CPU time for each delivery.
    pub fn broadcasts(&mut self, server: &Server) -> Result<f64> {
        let before = server.cpu()?;
        let mut buffer = vec![0; self.heard.len()];
        for _ in 0..MESSAGES {
            self.speaker.write_all(&self.said)?;
            // The last first: when it hears, all have been written to. So
            // no write has to wake somebody who waits in this process.
            for hearer in self.hearers.iter_mut().rev() {
                hearer.read_exact(&mut buffer)?;
                assert_eq!(buffer, self.heard);
            }
        }
        let used = server.cpu()? - before;
        Ok(used.as_secs_f64() * 1e6 / (MESSAGES * HEARERS) as f64)
    }
}

pub fn masked(text: &str) -> Vec<u8> {
    let mut bytes = BytesMut::new();
    Frame::encode(Opcode::Text, text.as_bytes(), Role::Client, &mut bytes);
    bytes.into()
}

fn bare(text: &str) -> Vec<u8> {
    let mut bytes = BytesMut::new();
    Frame::encode(Opcode::Text, text.as_bytes(), Role::Server, &mut bytes);
    bytes.into()
}

/// All ask so many times at once, and then all hear the answers.
pub fn echoed(
    clients: &mut [&mut TcpStream],
    question: &[u8],
    in_flight: usize,
) -> Result<()> {
    let answer = bare(TEXT).repeat(in_flight);
    for client in &mut *clients {
        client.write_all(&question.repeat(in_flight))?;
    }
    let mut buffer = vec![0; answer.len()];
    for client in clients {
        client.read_exact(&mut buffer)?;
        assert_eq!(buffer, answer);
    }
    Ok(())
}

/// A client whose handshake is done.
pub fn open(server: &Server, target: &str) -> Result<TcpStream> {
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

/// Somebody who has said its name.
pub fn guest(server: &Server, number: usize) -> Result<TcpStream> {
    let mut stream = open(server, "/")?;
    stream.write_all(&masked(&format!("g{number}")))?;
    until(&mut stream, format!("others here: {number}").as_bytes())?;
    Ok(stream)
}

/// Reads until this has come, and nothing behind it.
fn until(stream: &mut TcpStream, last: &[u8]) -> Result<()> {
    let (mut heard, mut buffer) = (Vec::new(), [0; 4096]);
    while !heard.ends_with(last) {
        match stream.read(&mut buffer)? {
            0 => return Err("the server has hung up".into()),
            size => heard.extend(&buffer[..size]),
        }
    }
    Ok(())
}
