//! Requests written by hand, as no browser sends them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::harness::Site;

/// What came back until the server closed the connection.
pub(super) struct Reply {
    pub(super) text: String,
}

impl Reply {
    /// The status of the first answer, 0 where there was none.
    pub(super) fn status(&self) -> u16 {
        self.text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }
}

/// A connection to the address of a site or node.
pub(super) fn connect(url: &str) -> TcpStream {
    let stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// What the server says until it closes the connection. A server that has seen enough may close it
/// while we still write.
pub(super) fn rest(mut stream: TcpStream) -> Reply {
    let mut text = Vec::new();
    drop(stream.read_to_end(&mut text));
    Reply { text: String::from_utf8_lossy(&text).into_owned() }
}

/// Sends a request of these headers and this body, and reads the answer.
pub(super) fn send(site: &Site, first_line: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let mut stream = connect(&site.url);
    let mut head = format!("{first_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)));
    rest(stream)
}
