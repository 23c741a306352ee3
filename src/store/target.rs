//! Which database a URL names.

use std::path::{Path, PathBuf};

use super::StoreError;

/// A database named by the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A file on this machine, by its absolute path.
    Sqlite(PathBuf),
    /// A server, by its whole URL.
    Postgres(String),
}

impl Target {
    /// Reads `sqlite:FILE`, a plain file name, or `postgres://…`.
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let file = match url.strip_prefix("sqlite:") {
            Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
            None if url.contains("://") => return Err(StoreError::Url(unknown_scheme(url))),
            None => url,
        };
        if file.is_empty() || file == ":memory:" {
            return Err(StoreError::Url(
                "database.url names no file: write sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE".to_owned(),
            ));
        }
        // An absolute path also keeps SQLite from reading `file:` in a name as an address.
        let path = std::path::absolute(Path::new(file))
            .map_err(|error| StoreError::Open { target: file.to_owned(), words: error.to_string() })?;
        Ok(Self::Sqlite(path))
    }

    /// A PostgreSQL URL that gives up on a server which does not answer at all, as one without
    /// power, after some seconds instead of a quarter of an hour. What the URL says itself holds.
    pub(super) fn with_patience(url: &str) -> String {
        const PATIENCE: [(&str, &str); 5] = [
            ("connect_timeout", "5"),
            ("tcp_user_timeout", "15000"),
            ("keepalives_idle", "10"),
            ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
        ];
        let said = url.split_once('?').map_or("", |(_, parameters)| parameters);
        let is_said = |name: &str| said.split('&').any(|pair| pair.split('=').next() == Some(name));
        let added = PATIENCE.into_iter().filter(|(name, _)| !is_said(name));
        added.fold(url.to_owned(), |url, (name, value)| {
            let sign = if url.contains('?') { '&' } else { '?' };
            format!("{url}{sign}{name}={value}")
        })
    }

    /// A PostgreSQL URL without user, password and parameters, for messages.
    pub(super) fn describe(url: &str) -> String {
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        let rest = rest.split('?').next().unwrap_or_default();
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        format!("{scheme}://{place}")
    }

    /// The driver's words, with the URL's password taken out should they quote it.
    pub(super) fn without_password(url: &str, words: &str) -> String {
        let passwords = [password_before_host(url), password_parameter(url)];
        passwords
            .into_iter()
            .flatten()
            .filter(|password| !password.is_empty())
            .fold(words.to_owned(), |words, password| words.replace(password, "***"))
    }
}

fn password_before_host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (user, _) = rest.rsplit_once('@')?;
    user.split_once(':').map(|(_, password)| password)
}

fn password_parameter(url: &str) -> Option<&str> {
    let (_, parameters) = url.split_once('?')?;
    parameters.split('&').find_map(|pair| pair.strip_prefix("password="))
}

fn unknown_scheme(url: &str) -> String {
    let scheme = url.split("://").next().unwrap_or_default();
    format!(
        "database.url begins with {scheme}://, which is not known: write sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_chooses_the_database() {
        assert_eq!(Target::parse("sqlite:/srv/n.sqlite3").unwrap(), Target::Sqlite("/srv/n.sqlite3".into()));
        assert_eq!(Target::parse("sqlite:///srv/n.sqlite3").unwrap(), Target::Sqlite("/srv/n.sqlite3".into()));
        assert_eq!(Target::parse("/srv/n.sqlite3").unwrap(), Target::Sqlite("/srv/n.sqlite3".into()));
        assert!(matches!(Target::parse("n.sqlite3").unwrap(), Target::Sqlite(path) if path.is_absolute()));
        assert!(matches!(Target::parse("postgresql://a@b/c").unwrap(), Target::Postgres(_)));
    }

    #[test]
    fn other_addresses_are_refused_with_what_to_write() {
        for url in ["mysql://a/b", "", "sqlite:", "sqlite::memory:"] {
            let words = Target::parse(url).unwrap_err().to_string();
            assert!(words.contains("sqlite:FILE or postgres://"), "{url}: {words}");
        }
    }

    #[test]
    fn a_silent_server_is_given_up_unless_the_url_says_otherwise() {
        let patient = Target::with_patience("postgres://db.example/n?connect_timeout=60");
        assert!(patient.starts_with("postgres://db.example/n?connect_timeout=60&tcp_user_timeout=15000&"), "{patient}");
        assert_eq!(patient.matches("connect_timeout").count(), 1);
        assert!(
            Target::with_patience("postgres://db.example/n").starts_with("postgres://db.example/n?connect_timeout=5&")
        );
    }

    #[test]
    fn no_password_is_shown() {
        let url = "postgres://norishiro:s3cret@db.example/n?sslmode=require";
        assert_eq!(Target::describe(url), "postgres://db.example/n");
        assert_eq!(Target::without_password(url, "bad s3cret given"), "bad *** given");
        let url = "postgres://db.example/n?user=a&password=s3cret";
        assert_eq!(Target::without_password(url, "bad s3cret given"), "bad *** given");
    }
}
