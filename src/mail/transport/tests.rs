use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::thread;

use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::mail::{Mailbox, Meaning};

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

fn over(setting: &str) -> Result<Option<Transport>, MailError> {
    Transport::of(&MailConfig::over(setting))
}

fn send(transport: &Transport, message: &Message) -> Result<(), MailError> {
    transport.open()?.send(message)
}

#[test]
fn a_message_becomes_one_private_file() {
    let folder = tempfile::tempdir().unwrap();
    let transport = over(&format!("file:{}", folder.path().join("mail").display())).unwrap().unwrap();
    send(&transport, &message("shogai@example.jp")).unwrap();
    send(&transport, &message("shogai@example.jp")).unwrap();
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
    let error = send(&Transport::File(taken.clone()), &message("a@example.jp")).unwrap_err();
    assert!(error.to_string().contains("a-file"), "{error}");
    assert_eq!((error.meaning(), error.code().as_str()), (Meaning::NothingLeaves, "server folder"));
}

#[test]
fn a_setting_that_is_no_transport_is_refused_without_its_password() {
    for setting in ["", "file:", "ftp://u:secret@host", "smtp//u:secret@host"] {
        let error = over(setting).unwrap_err();
        assert!(matches!(error, MailError::Setting) && !error.to_string().contains("secret"), "{setting}: {error}");
    }
    assert!(over("none").unwrap().is_none());
}

#[test]
fn certificates_that_are_none_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    let with = |file: &Path| {
        let ca_file = Some(file.to_owned());
        Transport::of(&MailConfig { ca_file, ..MailConfig::over("smtps://mail.example.jp") }).unwrap_err().to_string()
    };
    assert!(with(&file).contains("ca.pem"), "{}", with(&file));
    fs::write(&file, "no certificate").unwrap();
    assert!(with(&file).contains("holds no certificate"), "{}", with(&file));
}

/// A mail server for one connection, which closes after `most` messages: what the client said, line by line.
fn serve(recipient_reply: &'static str, listener: TcpListener, most: usize) -> thread::JoinHandle<Vec<String>> {
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut out = stream;
        let (mut said, mut messages) = (Vec::new(), 0);
        let mut in_text = false;
        out.write_all(b"220 test\r\n").unwrap();
        while messages < most {
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
            messages += usize::from(line == ".");
            said.push(line);
            if let Some(reply) = reply {
                out.write_all(format!("{reply}\r\n").as_bytes()).unwrap();
            }
        }
        said
    })
}

fn listener() -> (TcpListener, Transport) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, over(&format!("smtp://127.0.0.1:{port}")).unwrap().unwrap())
}

#[test]
fn messages_follow_each_other_over_one_connection_each_to_one_recipient() {
    let (listener, transport) = listener();
    let server = serve("250 fine", listener, usize::MAX);
    let mut way = transport.open().unwrap();
    way.send(&message("shogai@example.jp")).unwrap();
    let reporting = Message { return_path: Some("bounce+1@b-city.example.jp".to_owned()), ..message("b@example.jp") };
    way.send(&reporting).unwrap();
    drop(way);
    let said = server.join().unwrap();
    let lines = |start: &str| said.iter().filter(|line| line.starts_with(start)).cloned().collect::<Vec<_>>();
    assert_eq!(lines("RCPT"), ["RCPT TO:<shogai@example.jp>", "RCPT TO:<b@example.jp>"]);
    assert_eq!(lines("MAIL"), ["MAIL FROM:<jimukyoku@b-city.example.jp>", "MAIL FROM:<bounce+1@b-city.example.jp>"]);
    assert_eq!(lines("Auto-Submitted"), ["Auto-Submitted: auto-generated"; 2]);
    assert_eq!((lines("EHLO").len(), lines("QUIT").len()), (1, 1));
    assert_eq!(lines("Subject: =?utf-8?b?").len(), 2);
}

#[test]
fn a_connection_that_the_server_has_closed_is_opened_anew() {
    let (listener, transport) = listener();
    let again = listener.try_clone().unwrap();
    let server = serve("250 fine", listener, 1);
    let mut way = transport.open().unwrap();
    way.send(&message("a@example.jp")).unwrap();
    server.join().unwrap();
    let server = serve("250 fine", again, 1);
    way.send(&message("b@example.jp")).unwrap();
    assert!(server.join().unwrap().contains(&"RCPT TO:<b@example.jp>".to_owned()));
}

#[test]
fn a_refusal_tells_its_code_and_not_the_address_and_the_next_mail_goes_on() {
    for (reply, meaning) in [("550 no such user shogai@example.jp", Meaning::Never), ("451 later", Meaning::Later)] {
        let (listener, transport) = listener();
        let server = serve(reply, listener, usize::MAX);
        let mut way = transport.open().unwrap();
        let error = way.send(&message("shogai@example.jp")).unwrap_err();
        assert_eq!(error.meaning(), meaning, "{error}");
        assert!(!error.to_string().contains("shogai"), "{error}");
        assert_eq!(way.send(&message("b@example.jp")).unwrap_err().meaning(), meaning);
        drop(way);
        assert!(server.join().unwrap().contains(&"RSET".to_owned()));
    }
}

#[test]
fn a_server_that_is_not_there_keeps_every_mail() {
    let (listener, transport) = listener();
    drop(listener);
    let error = send(&transport, &message("shogai@example.jp")).unwrap_err();
    assert_eq!((error.meaning(), error.code().as_str()), (Meaning::NothingLeaves, "server connection"));
}

#[test]
fn a_mail_over_which_the_connection_breaks_may_pass_later_and_the_next_one_goes_on() {
    let (listener, transport) = listener();
    let again = listener.try_clone().unwrap();
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        out.write_all(b"220 test\r\n").unwrap();
        for line in BufReader::new(stream).lines() {
            let line = line.unwrap();
            if line == "DATA" {
                return;
            }
            out.write_all(b"250 fine\r\n").unwrap();
        }
    });
    let mut way = transport.open().unwrap();
    let error = way.send(&message("a@example.jp")).unwrap_err();
    assert_eq!((error.meaning(), error.code().as_str()), (Meaning::Later, "text"));
    server.join().unwrap();
    let server = serve("250 fine", again, 1);
    way.send(&message("b@example.jp")).unwrap();
    server.join().unwrap();
}
