//! What must be read again and yet not lie open in the database: encrypted under a key that is derived from the
//! server's, and bound to the one place it belongs to.

use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::server_key::ServerKey;

/// Bytes of a nonce of XChaCha20.
const NONCE: usize = 24;

/// The place that a sealed value belongs to: moved to another one, it cannot be opened.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The row's id.
    pub row: &'a str,
}

/// Why something cannot be sealed or opened. It tells nothing of the value.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The system gave no random numbers.
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
    /// It was sealed under another server key or for another place, or is no sealed value.
    #[error("a sealed value of {0} cannot be opened: is this another server key?")]
    Closed(String),
}

/// The value as text for its place: base64url of a random nonce of 192 bits and what XChaCha20-Poly1305 makes of
/// the value, with the place as associated data.
///
/// # Errors
/// [`SealError::Random`].
pub fn seal(key: &ServerKey, place: Place<'_>, value: &[u8]) -> Result<String, SealError> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(SealError::Random)?;
    let payload = Payload { msg: value, aad: &bound(place) };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| closed(place))?;
    Ok(BASE64URL_NOPAD.encode(&[&nonce[..], &sealed].concat()))
}

/// The value that was sealed for this place.
///
/// # Errors
/// [`SealError::Closed`].
pub fn open(key: &ServerKey, place: Place<'_>, text: &str) -> Result<Vec<u8>, SealError> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| closed(place))?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(|| closed(place))?;
    let payload = Payload { msg: sealed, aad: &bound(place) };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).map_err(|_| closed(place))
}

/// A key of its own: what links are made from encrypts nothing.
fn cipher(key: &ServerKey) -> XChaCha20Poly1305 {
    // HMAC fills a shorter key up to its block with zeros: done here, nothing can fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key.bytes());
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(b"norishiro sealed columns");
    XChaCha20Poly1305::new(&mac.finalize().into_bytes())
}

/// No name of a table or column holds a line's end.
fn bound(place: Place<'_>) -> Vec<u8> {
    format!("{}\n{}\n{}", place.table, place.column, place.row).into_bytes()
}

fn closed(place: Place<'_>) -> SealError {
    SealError::Closed(format!("{}.{}", place.table, place.column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digits: &str) -> ServerKey {
        ServerKey::from_hex(&digits.repeat(32), "test").unwrap()
    }

    #[test]
    fn a_value_opens_in_its_own_place_under_its_own_key() {
        let here = Place { table: "users", column: "totp_secret", row: "1" };
        let sealed = seal(&key("ab"), here, b"secret").unwrap();
        assert_eq!(open(&key("ab"), here, &sealed).unwrap(), b"secret");
        assert_ne!(seal(&key("ab"), here, b"secret").unwrap(), sealed, "a nonce is used once");
        assert!(open(&key("cd"), here, &sealed).is_err());
        for elsewhere in
            [Place { row: "2", ..here }, Place { column: "totp_pending", ..here }, Place { table: "outbox", ..here }]
        {
            assert!(open(&key("ab"), elsewhere, &sealed).is_err(), "{elsewhere:?}");
        }
        let mut changed = sealed.into_bytes();
        let last = changed.last_mut().unwrap();
        *last = if *last == b'A' { b'E' } else { b'A' };
        let error = open(&key("ab"), here, std::str::from_utf8(&changed).unwrap()).unwrap_err().to_string();
        assert!(error.contains("users.totp_secret"), "{error}");
        assert!(open(&key("ab"), here, "short").is_err());
    }
}
