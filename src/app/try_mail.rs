//! Trying the way out: one mail to an address, with words that say how far it came.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::assets::Templates;
use crate::config::MailConfig;
use crate::definition::Words;
use crate::mail::{MailError, Mailbox, Message, Server, ServerFault, Stage, Transport, Trial};
use crate::view::dates;

/// A mail that is to be tried.
#[derive(Debug, Clone)]
pub struct Try<'a> {
    /// From which address.
    pub from: &'a str,
    /// To which address.
    pub to: &'a str,
    /// The address of the site, for the text.
    pub site: &'a str,
    /// The time.
    pub at: Timestamp,
    /// The zone in which it is told.
    pub zone: &'a TimeZone,
}

/// Sends the mail at once, past the outbox, and tells in one line what worked. Blocks.
///
/// # Errors
/// One line that says what is wrong and what to do.
pub fn try_mail(config: &MailConfig, templates: &Templates, mail: &Try<'_>) -> Result<Words, Words> {
    let Some(transport) = Transport::of(config).map_err(|error| words(&error, None))? else {
        return Err(Words::new(
            "メールを出さない設定です（mail.transport が none）。",
            "no mail is sent (mail.transport is none)",
        ));
    };
    let server = match &transport {
        Transport::Smtp(server) => Some(server.as_ref()),
        Transport::File(_) => None,
    };
    let sent = || -> Result<(), MailError> {
        let letter = Trial { sent_at: &dates::moment(mail.at, mail.zone), site: mail.site }.letter(templates)?;
        let mailbox = |address: &str| Mailbox { name: String::new(), address: address.to_owned() };
        let mut message = Message::from_letter(Uuid::now_v7(), mail.at, mailbox(mail.from), mailbox(mail.to), &letter);
        message.return_path.clone_from(&config.bounce_address);
        transport.open()?.send(&message)
    };
    sent().map_err(|error| words(&error, server))?;
    Ok(match (&transport, server) {
        (Transport::File(folder), _) => Words::new(
            format!(
                "{} にファイルとして書きました。メールサーバーには送っていません（mail.transport が file:）。",
                folder.display()
            ),
            format!("written to {} as a file; no mail server is set (mail.transport is file:)", folder.display()),
        ),
        (Transport::Smtp(_), server) => worked(server),
    })
}

fn worked(server: Option<&Server>) -> Words {
    let Some(server) = server else { return Words::new("", "") };
    let place = server.place();
    let (ja, en) = match (server.security(), server.signs_in()) {
        ("", false) => ("暗号化なしで接続し、".to_owned(), "without encryption".to_owned()),
        ("", true) => (
            "暗号化なしで接続して利用者名とパスワードを認められ、".to_owned(),
            "without encryption, signed in".to_owned(),
        ),
        (kind, false) => (format!("{kind} で接続し、"), format!("with {kind}")),
        (kind, true) => {
            (format!("{kind} で接続して利用者名とパスワードを認められ、"), format!("with {kind}, signed in"))
        }
    };
    Words::new(
        format!("{place} に{ja}メールを渡しました。受信箱に届いたかを確かめてください。"),
        format!("handed over to {place} {en}; see whether it arrived in the mailbox"),
    )
}

/// What is wrong, and what to look at. The person at the keyboard may read the server's own words.
fn words(error: &MailError, server: Option<&Server>) -> Words {
    let place = server.map(Server::place).unwrap_or_default();
    match error {
        MailError::Setting => Words::new(
            "設定 mail.transport を読み取れません。smtp://ホスト:ポート?tls=required、smtps://ホスト のように書いてください。",
            "mail.transport cannot be read: write smtp://HOST:PORT?tls=required or smtps://HOST",
        ),
        MailError::Certificates { path, reason } => Words::new(
            format!("設定 mail.ca_file の {} を証明書（PEM）として使えません（{reason}）。", path.display()),
            format!("mail.ca_file {} cannot be used ({reason})", path.display()),
        ),
        MailError::Folder { folder, source } => Words::new(
            format!("フォルダ {} に書き込めません（{source}）。", folder.display()),
            format!("cannot write to the folder {} ({source})", folder.display()),
        ),
        MailError::Address { role: "recipient" } => {
            Words::new("宛先がメールアドレスの形になっていません。", "the recipient is no mail address")
        }
        MailError::Address { .. } => Words::new(
            "差出人がメールアドレスの形になっていません。--from で指定してください。",
            "the sender is no mail address: name one with --from",
        ),
        MailError::Template(_) | MailError::Message(_) => {
            Words::new(format!("メールを作れませんでした（{error}）。"), format!("the mail cannot be written: {error}"))
        }
        MailError::Server(fault) => of_server(&place, fault),
    }
}

fn of_server(place: &str, fault: &ServerFault) -> Words {
    let said = match fault.reply {
        Some(reply) => format!("{reply} {}", fault.words),
        None => fault.words.clone(),
    };
    let (ja, en) = match fault.stage {
        Stage::Name => (
            format!(
                "メールサーバー {place} の名前が分かりません（{said}）。mail.transport の綴りと、DNS の設定を確かめてください。"
            ),
            format!("the name of {place} cannot be resolved ({said}): check mail.transport and the DNS"),
        ),
        Stage::Connection => (
            format!(
                "メールサーバー {place} につながりません（{said}）。ホスト名とポート、暗号化の方式、ファイアウォールを確かめてください。"
            ),
            format!("cannot connect to {place} ({said}): check host, port, kind of encryption and firewalls"),
        ),
        Stage::Encryption => (
            format!(
                "メールサーバー {place} と暗号化した通信ができません（{said}）。証明書の名前と期限を確かめ、庁内の認証局なら mail.ca_file を設定してください。"
            ),
            format!(
                "no encrypted connection to {place} ({said}): check the certificate's name and dates, or set mail.ca_file for an authority of your own"
            ),
        ),
        Stage::SignIn => (
            format!(
                "メールサーバー {place} が利用者名又はパスワードを認めません（{said}）。mail.user と mail.password を確かめてください。"
            ),
            format!("{place} does not accept user or password ({said}): check mail.user and mail.password"),
        ),
        Stage::Sender => (
            format!(
                "メールサーバー {place} が差出人のアドレスを認めません（{said}）。--from、mail.bounce_address、サーバーの送信の許可を確かめてください。"
            ),
            format!(
                "{place} does not accept the sender ({said}): check --from, mail.bounce_address and who may send there"
            ),
        ),
        Stage::Recipient => (
            format!(
                "メールサーバー {place} が宛先を断りました（{said}）。アドレスと、外部への送信の許可を確かめてください。"
            ),
            format!(
                "{place} refuses the recipient ({said}): check the address, and whether it relays to other domains"
            ),
        ),
        Stage::Text => (
            format!(
                "メールサーバー {place} が本文を受け取りませんでした（{said}）。サーバーの記録を確かめてください。"
            ),
            format!("{place} did not take the text ({said}): see the server's log"),
        ),
    };
    Words::new(ja, en)
}
