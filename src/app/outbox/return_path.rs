//! Return paths: to which address mail servers report that a mail did not arrive.
//!
//! Each mail has an address of its own, `bounce+SIGNS@DOMAIN`, so that a report tells which mail it is about, however
//! it is written. The signs are made with the server's key: nobody else can make a mail look as if it had come back.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::app::ServerKey;
use crate::store::MailId;

/// How many bytes prove that the signs are ours: 72 bits.
const PROOF: usize = 9;

/// A mailbox for reports, and what makes its addresses.
#[derive(Clone)]
pub struct ReturnPath {
    name: String,
    domain: String,
    key: ServerKey,
}

impl ReturnPath {
    /// The return paths into this mailbox; `None` where it is no address.
    pub fn new(mailbox: &str, key: &ServerKey) -> Option<Self> {
        let (name, domain) = mailbox.split_once('@')?;
        Some(Self { name: name.to_owned(), domain: domain.to_owned(), key: key.clone() })
    }

    /// The return path of a mail. 40 signs stand behind the `+`.
    pub fn of(&self, mail: MailId) -> String {
        let mut bytes = mail.uuid().as_bytes().to_vec();
        bytes.extend_from_slice(&self.proof(mail));
        let signs = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
        format!("{}+{signs}@{}", self.name, self.domain)
    }

    /// The mail whose return path this is; `None` where it is none of ours. Servers may change capitals.
    pub fn mail(&self, address: &str) -> Option<MailId> {
        let (name, domain) = address.rsplit_once('@')?;
        let (name, signs) = name.split_once('+')?;
        if !name.eq_ignore_ascii_case(&self.name) || !domain.eq_ignore_ascii_case(&self.domain) {
            return None;
        }
        let bytes = BASE32_NOPAD.decode(signs.to_ascii_uppercase().as_bytes()).ok()?;
        let (id, proof) = bytes.split_at_checked(16)?;
        let mail = MailId::from_uuid(Uuid::from_slice(id).ok()?);
        bool::from(self.proof(mail).as_slice().ct_eq(proof)).then_some(mail)
    }

    fn proof(&self, mail: MailId) -> Vec<u8> {
        // HMAC fills a shorter key up to its block with zeros: done here, nothing can fail.
        let mut block = [0; 64];
        block[..32].copy_from_slice(self.key.bytes());
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(b"norishiro return path");
        mac.update(mail.uuid().as_bytes());
        let mut proof = mac.finalize().into_bytes().to_vec();
        proof.truncate(PROOF);
        proof
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_path_names_its_mail_and_cannot_be_made_up() {
        let key = ServerKey::from_hex(&"ab".repeat(32), "test").unwrap();
        let path = ReturnPath::new("bounce@b-city.example.jp", &key).unwrap();
        let mail = MailId::from_uuid(Uuid::from_u128(7));
        let address = path.of(mail);
        assert_eq!(address.split('@').next().map(str::len), Some("bounce+".len() + 40), "{address}");
        assert_eq!(path.mail(&address), Some(mail));
        assert_eq!(path.mail(&address.to_uppercase()), Some(mail));
        let other = ServerKey::from_hex(&"cd".repeat(32), "test").unwrap();
        assert_eq!(ReturnPath::new("bounce@b-city.example.jp", &other).unwrap().mail(&address), None);
        let another = address.replacen("+a", "+b", 1);
        for wrong in [another.as_str(), "bounce@b-city.example.jp", "bounce+@b-city.example.jp", "bounce+あ@x", ""] {
            assert_eq!(path.mail(wrong), None, "{wrong}");
        }
    }
}
