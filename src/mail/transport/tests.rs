use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::thread;

use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::mail::Mailbox;

fn message(to: &str) -> Message {
    let mailbox = |name: &str, address: &str| Mailbox { name: name.to_owned(), address: address.to_owned() };
    Message::from_letter(
        Uuid::from_u128(0x1f2e_3d4c),
        "2026-11-20T09:00:00Z".parse::<Timestamp>().unwrap(),
        mailbox("B市", "jimukyoku@b-city.example.jp"),
        mailbox("相談係", to),
        "【御依頼】調査への御協力について\n本文です。\n",
    )
}

#[test]
fn a_message_becomes_one_private_file() {
    let folder = tempfile::tempdir().unwrap();
    let transport = Transport::from_setting(&format!("file:{}", folder.path().join("mail").display())).unwrap();
    transport.send(&message("shogai@example.jp")).unwrap();
    transport.send(&message("shogai@example.jp")).unwrap();
    let files: Vec<_> = fs::read_dir(folder.path().join("mail")).unwrap().map(|file| file.unwrap()).collect();
    let [file] = files.as_slice() else { panic!("sending again writes the same file: {files:?}") };
    assert_eq!(file.file_name(), "2026-11-20-090000-shogai@example.jp-1f2e3d4c.eml");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions()) & 0o777, 0o600);
    let text = fs::read_to_string(file.path()).unwrap();
    assert!(text.contains("To: =?utf-8?b?") && text.contains("<shogai@example.jp>"), "{text}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("a-file");
    fs::write(&taken, "").unwrap();
    let error = Transport::File(taken.clone()).send(&message("a@example.jp")).unwrap_err();
    assert!(error.to_string().contains("a-file") && error.may_pass_later(), "{error}");
}

#[test]
fn a_setting_that_is_no_transport_is_refused_without_its_password() {
    for setting in ["", "file:", "ftp://u:secret@host", "smtp//u:secret@host"] {
        let error = Transport::from_setting(setting).unwrap_err();
        assert!(matches!(error, MailError::Setting) && !error.to_string().contains("secret"), "{setting}: {error}");
    }
}

/// A mail server for one message: what the client said, line by line.
fn serve(recipient_reply: &'static str) -> (u16, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut out = stream;
        let mut said = Vec::new();
        let mut in_text = false;
        out.write_all(b"220 test\r\n").unwrap();
        loop {
            let mut line = String::new();
            if reader.by_ref().read_line(&mut line).unwrap_or(0) == 0 {
                return said;
            }
            let line = line.trim_end().to_owned();
            let reply = match line.split([' ', ':']).next().unwrap_or_default() {
                "." => Some("250 kept"),
                _ if in_text => None,
                "EHLO" => Some("250 test"),
                "RCPT" => Some(recipient_reply),
                "DATA" => Some("354 go on"),
                "QUIT" => Some("221 bye"),
                _ => Some("250 fine"),
            };
            in_text = (in_text || line == "DATA") && line != ".";
            said.push(line);
            if let Some(reply) = reply {
                out.write_all(format!("{reply}\r\n").as_bytes()).unwrap();
            }
        }
    });
    (port, server)
}

#[test]
fn a_message_reaches_an_smtp_server_for_one_recipient() {
    let (port, server) = serve("250 fine");
    let transport = Transport::from_setting(&format!("smtp://127.0.0.1:{port}")).unwrap();
    transport.send(&message("shogai@example.jp")).unwrap();
    drop(transport);
    let said = server.join().unwrap();
    let recipients: Vec<_> = said.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert_eq!(recipients, ["RCPT TO:<shogai@example.jp>"]);
    assert!(said.iter().any(|line| line.starts_with("Subject: =?utf-8?b?")), "{said:?}");
}

#[test]
fn a_refusal_tells_its_code_and_not_the_address() {
    for (reply, permanent) in [("550 no such user shogai@example.jp", true), ("451 later", false)] {
        let (port, server) = serve(reply);
        let transport = Transport::from_setting(&format!("smtp://127.0.0.1:{port}")).unwrap();
        let error = transport.send(&message("shogai@example.jp")).unwrap_err();
        assert_eq!(error.may_pass_later(), !permanent, "{error}");
        assert!(!error.to_string().contains("shogai"), "{error}");
        drop(transport);
        server.join().unwrap();
    }
}

#[test]
fn a_server_that_is_not_there_may_be_there_later() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let transport = Transport::from_setting(&format!("smtp://127.0.0.1:{port}")).unwrap();
    let error = transport.send(&message("shogai@example.jp")).unwrap_err();
    assert!(matches!(error, MailError::Unreachable(_)) && error.may_pass_later(), "{error}");
}
