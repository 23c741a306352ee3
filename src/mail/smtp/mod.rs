//! The mail server of the settings, and one open connection to it at a time.
//!
//! lettre speaks the protocol. Its commands are sent one by one here, because only so it is known whether the server
//! refused the recipient, which is a matter of that one mail, or anything else, which concerns them all.

mod address;
mod session;

use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::MailError;
use crate::config::MailConfig;

pub(super) use address::Security;
use address::ServerAddress;
pub(super) use session::Session;

/// How long a server may keep silent, each time it is asked something.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server, and how to talk to it.
#[derive(Clone)]
pub struct Server {
    address: ServerAddress,
    credentials: Option<Credentials>,
    tls: Option<TlsParameters>,
    hello: ClientId,
}

impl Server {
    /// The server of the settings. Nothing is connected yet.
    ///
    /// # Errors
    /// [`MailError::Setting`], which does not repeat the setting, since it may hold a password, and
    /// [`MailError::Certificates`].
    pub(super) fn of(config: &MailConfig) -> Result<Self, MailError> {
        let address = ServerAddress::parse(&config.transport).ok_or(MailError::Setting)?;
        let user = config.user.clone().or_else(|| address.user.clone());
        let password = config.password.clone().or_else(|| address.password.clone()).unwrap_or_default();
        let tls = match address.security {
            Security::None => None,
            Security::StartTls | Security::Tls => Some(tls(&address.host, config)?),
        };
        let credentials = user.map(|user| Credentials::new(user, password));
        Ok(Self { address, credentials, tls, hello: ClientId::default() })
    }

    /// `mail.example.jp:587`, for people.
    pub fn place(&self) -> String {
        format!("{}:{}", self.address.host, self.address.port)
    }

    /// How the connection is encrypted.
    pub fn security(&self) -> &'static str {
        match self.address.security {
            Security::None => "",
            Security::StartTls => "STARTTLS",
            Security::Tls => "TLS",
        }
    }

    /// Whether user and password are shown to the server.
    pub fn signs_in(&self) -> bool {
        self.credentials.is_some()
    }
}

/// Hides user and password.
impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("place", &self.place()).finish_non_exhaustive()
    }
}

/// Whom to believe about the server's name: the system's authorities, or those of the file alone.
fn tls(host: &str, config: &MailConfig) -> Result<TlsParameters, MailError> {
    let builder = TlsParameters::builder(host.to_owned());
    let Some(path) = &config.ca_file else {
        return builder.build().map_err(|_| MailError::Setting);
    };
    let failed = |reason: String| MailError::Certificates { path: path.clone(), reason };
    let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
    if !pem.windows(BEGIN.len()).any(|window| window == BEGIN) {
        return Err(failed("it holds no certificate (PEM)".to_owned()));
    }
    let certificates = Certificate::from_pem(&pem).map_err(|error| failed(error.to_string()))?;
    builder
        .certificate_store(CertificateStore::None)
        .add_root_certificate(certificates)
        .build()
        .map_err(|error| failed(error.to_string()))
}

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
