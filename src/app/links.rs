//! Personal links: a token that only this server can make. Its hash alone is kept (`TokenHash::of`).

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::server_key::ServerKey;
use crate::store::InvitationId;

/// The token of an invitation's link: base64url of HMAC-SHA256(server key, invitation ‖ issue
/// number), 43 characters. Issuing anew (the next number) gives another token.
pub fn token(key: &ServerKey, invitation: InvitationId, issue_number: i32) -> String {
    made(key, b"norishiro link", invitation, issue_number)
}

fn made(key: &ServerKey, label: &[u8], invitation: InvitationId, issue_number: i32) -> String {
    BASE64URL_NOPAD.encode(&keyed(key, label, &[invitation.uuid().as_bytes(), &issue_number.to_be_bytes()]))
}

/// HMAC-SHA256 of these parts, one after the other, under the server's key and a label of its own.
pub(super) fn keyed(key: &ServerKey, label: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a shorter key up to its block with zeros: done here, nothing can fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key.bytes());
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(label);
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// The token of the link to a hearing that is for interviewers: made alike, under a label of its own, so that neither
/// link can be had from the other.
pub fn hearing_token(key: &ServerKey, invitation: InvitationId, issue_number: i32) -> String {
    made(key, b"norishiro hearing link", invitation, issue_number)
}

/// The address of the page that a token opens.
pub fn address(public_url: &str, token: &str) -> String {
    format!("{}/a/{token}", public_url.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_belongs_to_one_invitation_and_one_issue() {
        let id = |number| InvitationId::from_uuid(uuid::Uuid::from_u128(number));
        let key = ServerKey::from_hex(&"ab".repeat(32), "test").unwrap();
        let (one, two) = (id(1), id(2));
        let made = token(&key, one, 1);
        assert_eq!(made.len(), 43);
        assert_eq!(made, token(&key, one, 1));
        assert_ne!(made, token(&key, one, 2));
        assert_ne!(made, token(&key, two, 1));
        assert_ne!(made, hearing_token(&key, one, 1));
        assert_ne!(hearing_token(&key, one, 2), hearing_token(&key, one, 1));
        let other = ServerKey::from_hex(&"cd".repeat(32), "test").unwrap();
        assert_ne!(made, token(&other, one, 1));
    }

    #[test]
    fn the_address_has_one_slash() {
        assert_eq!(address("https://example.jp/", "t"), "https://example.jp/a/t");
    }
}
