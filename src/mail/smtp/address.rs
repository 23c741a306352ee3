//! The address of a mail server, as the settings write it.

use percent_encoding::percent_decode_str;
use url::Url;

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mail) enum Security {
    /// Not at all.
    None,
    /// From the STARTTLS command on; nothing is sent where the server does not know it.
    StartTls,
    /// From the first byte.
    Tls,
}

/// What `smtp://USER:PASSWORD@HOST:PORT?tls=required` says.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ServerAddress {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
}

impl ServerAddress {
    /// `smtps://` is encrypted from the first byte (port 465); `smtp://` with `?tls=required` by STARTTLS (587), and
    /// without it not at all (25).
    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let required = match url.query_pairs().find(|(name, _)| name == "tls") {
            None => false,
            Some((_, value)) if value == "required" => true,
            Some((_, value)) if value == "none" => false,
            Some(_) => return None,
        };
        let (security, port) = match (url.scheme(), required) {
            ("smtps", _) => (Security::Tls, 465),
            ("smtp", true) => (Security::StartTls, 587),
            ("smtp", false) => (Security::None, 25),
            _ => return None,
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let host = url.host_str().filter(|host| !host.is_empty())?;
        Some(Self {
            host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: url.port().unwrap_or(port),
            security,
            user: Some(url.username()).filter(|user| !user.is_empty()).map(decoded),
            password: url.password().map(decoded),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_query_choose_port_and_encryption() {
        let parsed = |text| ServerAddress::parse(text).map(|address| (address.host, address.port, address.security));
        let to = |host: &str, port, security| Some((host.to_owned(), port, security));
        assert_eq!(parsed("smtp://mail.example.jp"), to("mail.example.jp", 25, Security::None));
        assert_eq!(parsed("smtp://mail.example.jp?tls=required"), to("mail.example.jp", 587, Security::StartTls));
        assert_eq!(parsed("smtp://10.0.0.5:2525?tls=none"), to("10.0.0.5", 2525, Security::None));
        assert_eq!(parsed("smtps://[fd00::5]/"), to("fd00::5", 465, Security::Tls));
        for wrong in ["smtp://mail.example.jp?tls=maybe", "smtp:", "ftp://mail.example.jp", "smtp//a", ""] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn signs_of_a_password_may_be_written_by_their_number() {
        let address = ServerAddress::parse("smtps://n%40b-city:p%40ss%3A%E3%81%82@mail.example.jp").unwrap();
        assert_eq!((address.user.as_deref(), address.password.as_deref()), (Some("n@b-city"), Some("p@ss:あ")));
    }
}
