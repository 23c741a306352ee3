//! Links guessed without end, over connections that stay open.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::time::Duration;

/// Guesses sent before their answers are read.
const AT_ONCE: usize = 100;

/// Where guesses come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// All from the address that the connection has.
    OneAddress,
    /// Each from an address of its own, as a proxy tells.
    Everywhere,
}

/// How guesses were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// 404: looked up, and not found.
    pub(crate) not_found: usize,
    /// 429: not even looked up.
    pub(crate) refused: usize,
}

/// Guesses as many links as there are numbers, over two connections. Every answer is a page with a heading of
/// ours; any other answer is a failure.
pub(crate) fn guess(url: &str, numbers: Range<usize>, from: From) -> Answers {
    let middle = usize::midpoint(numbers.start, numbers.end);
    std::thread::scope(|scope| {
        let halves = [numbers.start..middle, middle..numbers.end].map(|half| scope.spawn(move || one(url, half, from)));
        halves.into_iter().map(|half| half.join().unwrap()).fold(Answers::default(), |sum, half| Answers {
            not_found: sum.not_found + half.not_found,
            refused: sum.refused + half.refused,
        })
    })
}

fn one(url: &str, numbers: Range<usize>, from: From) -> Answers {
    let stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let (mut write, mut read) = (stream.try_clone().unwrap(), BufReader::with_capacity(256 * 1024, stream));
    let mut answers = Answers::default();
    for start in numbers.clone().step_by(AT_ONCE) {
        let piece = start..numbers.end.min(start + AT_ONCE);
        let requests: String = piece.clone().map(|number| request(number, from)).collect();
        write.write_all(requests.as_bytes()).unwrap();
        for _ in piece {
            match status(&mut read) {
                404 => answers.not_found += 1,
                429 => answers.refused += 1,
                other => panic!("a guess was answered with {other}"),
            }
        }
    }
    answers
}

fn request(number: usize, from: From) -> String {
    let forwarded = match from {
        From::OneAddress => String::new(),
        From::Everywhere => {
            let [_, second, third, fourth] = u32::try_from(number).unwrap().to_be_bytes();
            format!("X-Forwarded-For: 100.{second}.{third}.{fourth}\r\n")
        }
    };
    format!("GET /a/{number:043} HTTP/1.1\r\nHost: localhost\r\n{forwarded}\r\n")
}

/// Reads one answer to its end; its status.
fn status(read: &mut BufReader<TcpStream>) -> u16 {
    let (mut status, mut length) = (None, None);
    loop {
        let mut line = String::new();
        assert_ne!(read.read_line(&mut line).unwrap(), 0, "the server closed the connection");
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if status.is_none() {
            status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        } else if let Some((_, value)) =
            line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        {
            length = value.trim().parse().ok();
        }
    }
    let mut body = vec![0; length.expect("the answer says how long it is")];
    std::io::Read::read_exact(read, &mut body).unwrap();
    assert!(body.ends_with(b"</html>\n") || body.ends_with(b"</html>"), "a page");
    status.expect("the answer has a status")
}
