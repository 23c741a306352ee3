//! `norishiro mail test`: what works, and what is wrong in one line.

use std::path::Path;

use crate::harness::mail::silent_port;
use crate::harness::tls_front::TlsFront;
use crate::harness::{MailServer, Program, Run};

fn test(transport: &str, settings: &[(&str, &Path)], to: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::within(folder.path())
        .with("LANG", "ja_JP.UTF-8")
        .with("NORISHIRO_NOW", "2026-11-20T09:00:00+09:00")
        .with("NORISHIRO_MAIL_TRANSPORT", transport);
    let program = settings.iter().fold(program, |program, (name, value)| program.with(name, value.to_str().unwrap()));
    program.run(&["mail", "test", to, "--from", "kenko@city.example"])
}

#[track_caller]
fn fails(run: &Run, words: &str) {
    assert_eq!(run.code, 1, "{}", run.words);
    assert!(run.words.contains(words), "{}", run.words);
    assert_eq!(run.words.lines().count(), 1, "{}", run.words);
}

#[test]
fn a_mail_that_arrives_says_how_it_went() {
    let server = MailServer::start();
    let run = test(&format!("smtp://127.0.0.1:{}", server.port), &[], "soudan@example.jp");
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("に暗号化なしで接続し、メールを渡しました"), "{}", run.words);
    let mail = &server.received()[0];
    assert_eq!(mail.subject(), "【試験】のりしろから送ったメールです");
    assert!(mail.text().contains("令和8年11月20日"), "{}", mail.text());
}

#[test]
fn what_is_wrong_is_said_in_one_line() {
    let server = MailServer::start();
    let plain = format!("smtp://127.0.0.1:{}", server.port);
    server.reply("soudan@example.jp", 550);
    fails(&test(&plain, &[], "soudan@example.jp"), "が宛先を断りました（550 as the test wishes");
    fails(&test(&plain, &[], "soudan"), "宛先がメールアドレスの形になっていません");
    server.reply("MAIL", 550);
    fails(&test(&plain, &[], "b@example.jp"), "が差出人のアドレスを認めません（550");
    fails(&test(&format!("{plain}?tls=required"), &[], "b@example.jp"), "と暗号化した通信ができません");
    fails(&test(&format!("smtps://127.0.0.1:{}", server.port), &[], "b@example.jp"), "と暗号化した通信ができません");
    fails(&test(&format!("smtp://127.0.0.1:{}", silent_port()), &[], "b@example.jp"), "につながりません");
    fails(&test("smtp://no-such-host.invalid", &[], "b@example.jp"), "no-such-host.invalid:25 の名前が分かりません");
    fails(&test("none", &[], "b@example.jp"), "メールを出さない設定です");
    fails(&test("smtp://a?tls=maybe", &[], "b@example.jp"), "mail.transport を読み取れません");
    fails(&test(&plain, &[("NORISHIRO_MAIL_USER", Path::new("norishiro"))], "b@example.jp"), "利用者名又はパスワード");
}

#[test]
fn encryption_and_signing_in_are_tried_too() {
    let server = MailServer::encrypting();
    let starttls = format!("smtp://localhost:{}?tls=required", server.port);
    fails(&test(&starttls, &[], "b@example.jp"), "証明書の名前と期限を確かめ");
    let ca = ("NORISHIRO_MAIL_CA_FILE", server.certificate.as_path());
    let by_address = format!("smtp://127.0.0.1:{}?tls=required", server.port);
    fails(&test(&by_address, &[ca], "b@example.jp"), "と暗号化した通信ができません");
    let user = ("NORISHIRO_MAIL_USER", Path::new("norishiro"));
    let wrong = ("NORISHIRO_MAIL_PASSWORD", Path::new("a wrong password"));
    fails(&test(&starttls, &[ca, user, wrong], "b@example.jp"), "が利用者名又はパスワードを認めません（535");
    let right = ("NORISHIRO_MAIL_PASSWORD", Path::new("a right password"));
    let run = test(&starttls, &[ca, user, right], "b@example.jp");
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(
        run.words.contains("STARTTLS で接続して利用者名とパスワードを認められ、メールを渡しました"),
        "{}",
        run.words
    );
    assert_eq!(server.received().len(), 1);
}

#[test]
fn encryption_from_the_first_byte_is_tried_too() {
    let server = MailServer::start();
    let front = TlsFront::before(server.port);
    let smtps = format!("smtps://localhost:{}", front.port);
    fails(&test(&smtps, &[], "b@example.jp"), "証明書の名前と期限を確かめ");
    let run = test(&smtps, &[("NORISHIRO_MAIL_CA_FILE", front.certificate.as_path())], "b@example.jp");
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("TLS で接続し、メールを渡しました"), "{}", run.words);
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_folder_is_written_to_and_said_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let run = test(&format!("file:{}", folder.path().join("mail").display()), &[], "b@example.jp");
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("メールサーバーには送っていません"), "{}", run.words);
    assert_eq!(std::fs::read_dir(folder.path().join("mail")).unwrap().count(), 1);
}
