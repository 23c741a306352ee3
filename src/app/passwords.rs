//! Passwords: argon2id, 19 MiB and two passes. A hash takes a tenth of a second or more and blocks.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// No password could be hashed: the system gave no random numbers.
#[derive(Debug, thiserror::Error)]
#[error("password: {0}")]
pub struct PasswordError(argon2::password_hash::Error);

/// The hash of a password with a new salt, as a PHC string.
///
/// # Errors
/// [`PasswordError`] where the system gives no random numbers.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes()).map_err(PasswordError)?;
    Ok(hash.to_string())
}

/// Whether the password belongs to the hash. Something that is no hash belongs to no password.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Takes as long as [`verify`], for addresses that nobody has: the time of an answer then does not
/// tell which addresses are known.
pub fn verify_nobodys(password: &str) {
    static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("").unwrap_or_default());
    verify(password, &NOBODYS);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let one = hash("山の向こうの静かな町").unwrap();
        assert!(one.starts_with("$argon2id$"), "{one}");
        assert!(verify("山の向こうの静かな町", &one));
        assert!(!verify("山の向こうの静かな村", &one));
        assert_ne!(one, hash("山の向こうの静かな町").unwrap());
        assert!(!verify("", "no hash"));
    }
}
