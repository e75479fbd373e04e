//! A web server that breaks off, for what no real one can be told to do.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

/// How it breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// It takes the request and says nothing.
    Silent,
    /// It says how long the file is, sends half of it and nothing more.
    Stalls,
    /// It says how long the file is, sends half of it and hangs up.
    HangsUp,
    /// It promises pieces, sends one and hangs up.
    HangsUpInPieces,
    /// It sends what is no HTTP.
    Nonsense,
}

/// A running server, which lives as long as the process.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    /// Its port on 127.0.0.1.
    pub port: u16,
}

impl Broken {
    /// Starts it.
    pub fn start(how: Breaks) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || answer(stream, how));
            }
        });
        Self { port }
    }

    /// Returns the URL of a file.
    pub fn url(&self, file: &str) -> String {
        format!("http://127.0.0.1:{}/{file}", self.port)
    }
}

fn answer(mut stream: TcpStream, how: Breaks) {
    let _request = stream.read(&mut [0; 4_096]);
    let text: &[u8] = match how {
        Breaks::Silent => b"",
        Breaks::Stalls | Breaks::HangsUp => b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf",
        Breaks::HangsUpInPieces => {
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
        }
        Breaks::Nonsense => b"220 welcome to another protocol\r\n",
    };
    let _sent = stream.write_all(text);
    match how {
        // Until the other side has enough of it.
        Breaks::Silent | Breaks::Stalls => drop(stream.read(&mut [0; 1])),
        Breaks::HangsUp | Breaks::HangsUpInPieces | Breaks::Nonsense => {
            let _ended = stream.shutdown(Shutdown::Both);
        }
    }
}
