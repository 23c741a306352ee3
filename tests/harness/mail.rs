//! A real mail server on this machine, which keeps what it gets; and letters to send to it.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use mail_parser::{Message, MessageParser};
use mailin_embedded::{AuthMechanism, Handler, Response, Server, SslConfig, response};
use norishiro::store::contacts::{self, Contact};
use norishiro::store::outbox::{self, Mail, NewMail, Purpose};
use norishiro::store::{Connection, ContactId, MailId};
use tempfile::TempDir;

use super::{Guest, Town};

/// A running mail server. It goes on until the program of the tests ends.
pub(crate) struct MailServer {
    pub(crate) port: u16,
    shared: Arc<Shared>,
    /// The certificate that it shows, where it can encrypt.
    pub(crate) certificate: PathBuf,
    _folder: TempDir,
}

#[derive(Default)]
struct Shared {
    received: Mutex<Vec<Received>>,
    replies: Mutex<HashMap<String, (u16, String)>>,
}

/// A message as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    bytes: Vec<u8>,
}

impl Received {
    fn message(&self) -> Message<'_> {
        MessageParser::default().parse(&self.bytes).unwrap()
    }

    pub(crate) fn subject(&self) -> String {
        self.message().subject().unwrap().to_owned()
    }

    /// The text, with LF at line ends.
    pub(crate) fn text(&self) -> String {
        self.message().body_text(0).unwrap().replace("\r\n", "\n")
    }

    /// `name <address>` of the From or To field.
    pub(crate) fn mailbox(&self, field: &'static str) -> String {
        let message = self.message();
        let address = message.header(field).unwrap().as_address().unwrap().first().unwrap().clone();
        format!("{} <{}>", address.name().unwrap_or_default(), address.address().unwrap())
    }

    pub(crate) fn message_id(&self) -> String {
        format!("<{}>", self.message().message_id().unwrap())
    }

    /// Everything, as it came over the line.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

#[derive(Clone)]
struct Keeper {
    shared: Arc<Shared>,
    under_way: Received,
}

impl Keeper {
    fn reply(&self, to: &str) -> Response {
        let replies = self.shared.replies.lock().unwrap();
        match replies.get(to).or_else(|| replies.get("RCPT").filter(|_| to != "MAIL")) {
            Some((code, words)) => Response::custom(*code, words.clone()),
            None => response::OK,
        }
    }
}

impl Handler for Keeper {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.under_way = Received { from: from.to_owned(), to: Vec::new(), bytes: Vec::new() };
        self.reply("MAIL")
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.under_way.to.push(to.to_owned());
        self.reply(to)
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.under_way.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.shared.received.lock().unwrap().push(self.under_way.clone());
        response::OK
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        if (user, password) == ("norishiro", "a right password") {
            response::AUTH_OK
        } else {
            response::INVALID_CREDENTIALS
        }
    }
}

impl MailServer {
    /// A server that takes everything, without encryption.
    pub(crate) fn start() -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").unwrap(), false)
    }

    /// One that comes up on a port at which nothing was before.
    pub(crate) fn on(port: u16) -> Self {
        Self::at(TcpListener::bind(("127.0.0.1", port)).unwrap(), false)
    }

    /// One that knows STARTTLS with a certificate for `localhost`, and asks who signs in.
    pub(crate) fn encrypting() -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").unwrap(), true)
    }

    fn at(listener: TcpListener, encrypts: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let under_way = Received { from: String::new(), to: Vec::new(), bytes: Vec::new() };
        let mut server = Server::new(Keeper { shared: shared.clone(), under_way });
        server.with_tcp_listener(listener).with_num_threads(8);
        if encrypts {
            drop(rustls::crypto::ring::default_provider().install_default());
            let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
            std::fs::write(&certificate, made.cert.pem()).unwrap();
            std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
            let path = |path: &PathBuf| path.display().to_string();
            let ssl = SslConfig::SelfSigned { cert_path: path(&certificate), key_path: path(&key) };
            server.with_ssl(ssl).unwrap();
            server.with_auth(AuthMechanism::Plain);
        }
        std::thread::spawn(move || drop(server.serve()));
        Self { port, shared, certificate, _folder: folder }
    }

    /// From now on answers so to this recipient, or to every sender (`MAIL`).
    pub(crate) fn reply(&self, to: &str, code: u16) {
        self.reply_with(to, code, &format!("as the test wishes for {to}"));
    }

    /// The same in these words, also to every recipient (`RCPT`).
    pub(crate) fn reply_with(&self, to: &str, code: u16, words: &str) {
        self.shared.replies.lock().unwrap().insert(to.to_owned(), (code, words.to_owned()));
    }

    /// Takes everything again.
    pub(crate) fn relent(&self) {
        self.shared.replies.lock().unwrap().clear();
    }

    /// What came in so far, in order.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }
}

/// A mail as somebody reads it who holds a copy of the database.
#[derive(QueryableByName)]
pub(crate) struct Stored {
    #[diesel(sql_type = Text)]
    pub(crate) body: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) sealed: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub(crate) sent_at: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) message_id: Option<String>,
}

/// A port at which nothing listens just now.
pub(crate) fn silent_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Town {
    /// Adds a contact with an address to an agency.
    pub(crate) fn contact(&self, guest: &Guest, name: &str, mail: &str) -> Contact {
        let id = ContactId::new(self.act.at);
        let contact = Contact { mail: Some(mail.to_owned()), ..Contact::named(id, guest.agency.id, name) };
        let (network, act, added) = (self.network.id, self.act, contact.clone());
        self.store.write_blocking(move |connection| contacts::add(connection, network, &added, &act)).unwrap();
        contact
    }

    /// Puts a mail with an agency's link into the outbox.
    pub(crate) fn queue(&self, purpose: Purpose, guest: &Guest, contact: &Contact) -> MailId {
        self.queue_with(purpose, guest, contact, |_| {})
    }

    /// The same, changed.
    pub(crate) fn queue_with<'a>(
        &self,
        purpose: Purpose,
        guest: &Guest,
        contact: &'a Contact,
        change: impl FnOnce(&mut NewMail<'a>),
    ) -> MailId {
        let mut mail = NewMail {
            id: MailId::new(self.act.at),
            purpose,
            round: Some(self.round.id),
            invitation: Some(guest.invitation.id),
            contact: Some(contact.id),
            to_name: &contact.name,
            to_address: contact.mail.as_deref().unwrap_or_default(),
            subject: "【御依頼】アンケートへの御協力について（12月18日まで）",
            body: "相談係 様\n\n回答用ページ：{link}\n",
            sealed: None,
            not_before: None,
        };
        change(&mut mail);
        let (network, act, id) = (self.network.id, self.act, mail.id);
        // The transaction runs on another thread, which cannot borrow.
        let [name, address, subject, body] =
            [mail.to_name, mail.to_address, mail.subject, mail.body].map(str::to_owned);
        let sealed = mail.sealed.map(str::to_owned);
        let (purpose, round, invitation) = (mail.purpose, mail.round, mail.invitation);
        let (contact, not_before) = (mail.contact, mail.not_before);
        self.store
            .write_blocking(move |connection| {
                let mail = NewMail {
                    id,
                    purpose,
                    round,
                    invitation,
                    contact,
                    to_name: &name,
                    to_address: &address,
                    subject: &subject,
                    body: &body,
                    sealed: sealed.as_deref(),
                    not_before,
                };
                outbox::queue(connection, network, &mail, &act)
            })
            .unwrap();
        id
    }

    /// The only row of the outbox, as it is stored.
    pub(crate) fn stored_mail(&self) -> Stored {
        let sql = "SELECT body, sealed, sent_at, message_id FROM outbox";
        self.read(|connection| {
            Ok(match connection {
                Connection::Sqlite(inner) => diesel::sql_query(sql).get_result(inner)?,
                Connection::Postgres(inner) => diesel::sql_query(sql).get_result(inner)?,
            })
        })
    }

    /// A mail of the outbox as it stands.
    pub(crate) fn mail(&self, id: MailId) -> Mail {
        self.read(|connection| outbox::find(connection, self.network.id, id)).unwrap()
    }
}
