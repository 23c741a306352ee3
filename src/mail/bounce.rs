//! Reads messages about undelivered mail (RFC 3464), as mail servers send them to the return path.

use std::io::{self, BufRead, Cursor};

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// What a message about a mail says became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The addresses the report came to: one of them is the mail's return path.
    pub came_to: Vec<String>,
    /// What became of the mail; `None` where the message is no report of delivery.
    pub verdict: Option<Verdict>,
}

/// What became of a mail, with the status of RFC 3463, such as `5.1.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It will never arrive.
    Failed(String),
    /// It is still under way.
    Delayed(String),
    /// It arrived, or was handed on.
    Arrived,
}

/// Every message of an mbox file, or the one message of any other.
///
/// # Errors
/// The input cannot be read.
pub fn messages(mut input: impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    if !bytes.starts_with(b"From ") {
        return Ok(if bytes.trim_ascii().is_empty() { Vec::new() } else { vec![bytes] });
    }
    let found = MessageIterator::new(Cursor::new(bytes));
    found.map(|message| message.map(|message| message.unwrap_contents())).collect()
}

impl Report {
    /// What one message says.
    pub fn read(message: &[u8]) -> Self {
        let Some(message) = MessageParser::default().parse(message) else {
            return Self { came_to: Vec::new(), verdict: None };
        };
        let status = message.parts.iter().find(|part| {
            part.content_type().is_some_and(|kind| {
                kind.ctype().eq_ignore_ascii_case("message")
                    && kind.subtype().is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"))
            })
        });
        let text = status.and_then(|part| match &part.body {
            PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                Some(String::from_utf8_lossy(bytes).into_owned())
            }
            PartType::Message(inner) => Some(String::from_utf8_lossy(inner.raw_message()).into_owned()),
            PartType::Multipart(_) => None,
        });
        Self { came_to: came_to(&message), verdict: text.and_then(|text| verdict(&text)) }
    }
}

/// The headers by which servers and mailboxes say whom a message came to.
const CAME_TO: [&str; 4] = ["To", "Delivered-To", "X-Original-To", "Envelope-To"];

fn came_to(message: &Message<'_>) -> Vec<String> {
    let is_between = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '<' | '>' | '"');
    let values = CAME_TO.into_iter().flat_map(|name| values(message, name));
    values.flat_map(|value| value.split(is_between)).filter(|word| word.contains('@')).map(str::to_owned).collect()
}

/// Every header of this name, as written.
fn values<'m>(message: &'m Message<'_>, name: &'static str) -> impl Iterator<Item = &'m str> {
    message.headers_raw().filter(move |(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The worst of what a report says of its recipients: the mails of this program have one each. Its first block is
/// about the message as a whole, each further one about a recipient.
fn verdict(text: &str) -> Option<Verdict> {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").filter_map(|block| {
        let block = format!("{}\n\n", block.trim_start_matches('\n'));
        let fields = MessageParser::default().parse_headers(block.as_bytes())?;
        let field =
            |name: &'static str| values(&fields, name).next()?.split_whitespace().next().map(str::to_ascii_lowercase);
        of_recipient(field("Action").as_deref(), field("Status").filter(|status| is_status(status)))
    });
    blocks.max_by_key(|verdict| match verdict {
        Verdict::Arrived => 0,
        Verdict::Delayed(_) => 1,
        Verdict::Failed(_) => 2,
    })
}

fn of_recipient(action: Option<&str>, status: Option<String>) -> Option<Verdict> {
    let class = status.as_deref().and_then(|status| status.chars().next());
    let status = status.unwrap_or_default();
    match (action, class) {
        (Some("failed"), _) => Some(Verdict::Failed(if status.is_empty() { "5.0.0".to_owned() } else { status })),
        (Some("delayed"), _) => Some(Verdict::Delayed(if status.is_empty() { "4.0.0".to_owned() } else { status })),
        (Some("delivered" | "relayed" | "expanded"), _) => Some(Verdict::Arrived),
        (_, Some('5')) => Some(Verdict::Failed(status)),
        (_, Some('4')) => Some(Verdict::Delayed(status)),
        _ => None,
    }
}

/// Whether this is a status such as `5.1.1`: nothing else may be kept of what strangers write.
fn is_status(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_digit());
    parts.len() == 3 && matches!(parts[0], "2" | "4" | "5") && parts.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(blocks: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example.jp\r\nTo: bounce+abc@b-city.example.jp\r\nSubject: Undelivered\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\r\n\r\n\
             --x\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n\
             --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.jp\r\n\r\n{blocks}\r\n\
             --x\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: =?utf-8?b?5L6d6aC8?=\r\n\r\n--x--\r\n"
        )
    }

    #[track_caller]
    fn check(blocks: &str, verdict: Option<Verdict>) {
        let read = Report::read(report(blocks).as_bytes());
        assert_eq!(read.came_to, ["bounce+abc@b-city.example.jp"]);
        assert_eq!(read.verdict, verdict, "{blocks}");
    }

    #[test]
    fn a_report_says_failed_or_delayed() {
        let failed = |status: &str| Some(Verdict::Failed(status.to_owned()));
        let delayed = |status: &str| Some(Verdict::Delayed(status.to_owned()));
        check("Final-Recipient: rfc822; a@example.jp\r\nAction: failed\r\nStatus: 5.1.1\r\n", failed("5.1.1"));
        check(
            "Final-Recipient: rfc822; a@example.jp\r\naction: FAILED\r\nstatus: 5.1.1 (unknown)\r\n",
            failed("5.1.1"),
        );
        check("Final-Recipient: rfc822; a@example.jp\r\nAction: delayed\r\nStatus: 4.4.1\r\n", delayed("4.4.1"));
        // Given up after days: final, though the reason passes.
        check("Final-Recipient: rfc822; a@example.jp\r\nAction: failed\r\nStatus: 4.4.7\r\n", failed("4.4.7"));
        check("Final-Recipient: rfc822; a@example.jp\r\nStatus: 5.2.2\r\n", failed("5.2.2"));
        check("Final-Recipient: rfc822; a@example.jp\r\nAction: failed\r\nStatus: <script>\r\n", failed("5.0.0"));
        check(
            "Final-Recipient: rfc822; a@example.jp\r\nAction: delivered\r\nStatus: 2.0.0\r\n",
            Some(Verdict::Arrived),
        );
        check("X-Nothing: here\r\n", None);
    }

    #[test]
    fn another_message_is_no_report() {
        let away = "From: a@example.jp\r\nTo: bounce+abc@b-city.example.jp\r\nSubject: away\r\n\r\nStatus: 5.1.1\r\n";
        let read = Report::read(away.as_bytes());
        assert_eq!(read, Report { came_to: vec!["bounce+abc@b-city.example.jp".to_owned()], verdict: None });
        assert_eq!(Report::read(b"").verdict, None);
    }

    #[test]
    fn an_mbox_holds_several_messages() {
        let one = report("Action: failed\r\nStatus: 5.1.1\r\n").replace("\r\n", "\n");
        let mbox = format!("From a@b Fri Nov 20 09:00:00 2026\n{one}\nFrom a@b Fri Nov 20 09:00:01 2026\n{one}\n");
        let found = messages(mbox.as_bytes()).unwrap();
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|message| Report::read(message).verdict == Some(Verdict::Failed("5.1.1".to_owned()))));
        assert_eq!(messages(one.as_bytes()).unwrap().len(), 1);
        assert!(messages(&b" \n"[..]).unwrap().is_empty());
    }
}
