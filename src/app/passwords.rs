//! Passwords: argon2id, 19 MiB and two passes. A hash takes a tenth of a second or more and blocks.

use std::sync::LazyLock;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;

/// No password could be hashed: the system gave no random numbers or no memory.
#[derive(Debug, thiserror::Error)]
#[error("password: {0}")]
pub struct PasswordError(Box<dyn std::error::Error + Send + Sync>);

/// The hash of a password with a new salt, as a PHC string.
///
/// # Errors
/// [`PasswordError`] where the system gives no random numbers or no memory.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    hash_with(&Argon2::default(), password).map_err(PasswordError)
}

fn hash_with(argon2: &Argon2<'_>, password: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    derive(argon2, password, &salt, &mut output)?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon2.params())?,
        salt: Some(Salt::new(&salt)?),
        hash: Some(Output::new(&output)?),
    };
    Ok(hash.to_string())
}

/// Whether the password belongs to the hash. Something that is no hash belongs to no password.
pub fn verify(password: &str, hash: &str) -> bool {
    derived_anew(password, hash).is_some_and(|(is, expected)| is.ct_eq(&expected).into())
}

/// What the hash should be if it is the password's, and what it is; `None` for something that is no hash.
fn derived_anew(password: &str, hash: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let hash = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::new(hash.algorithm.as_str()).ok()?;
    let version = hash.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&hash).ok()?);
    let expected = hash.hash?.as_bytes().to_vec();
    let mut output = vec![0; expected.len()];
    derive(&argon2, password, hash.salt?.as_ref(), &mut output).ok()?;
    Some((output, expected))
}

/// glibc maps memory of more than 32 MiB by itself, and gives it back as soon as it is freed. Of smaller pieces
/// that are aligned as argon2's are, it keeps what was freed and often cannot use it again: each sign-in would
/// leave 19 MiB behind. What is not used of these is never touched, and takes no memory.
const MAPPED: usize = 33 * 1024 * 1024 / Block::SIZE;

fn derive(argon2: &Argon2<'_>, password: &str, salt: &[u8], output: &mut [u8]) -> argon2::Result<()> {
    let blocks = argon2.params().block_count();
    let mut memory = Vec::with_capacity(MAPPED.max(blocks));
    memory.resize(blocks, Block::new());
    // The same password, however a keyboard or telephone puts its kana and full-width signs together.
    let password: String = password.nfkc().collect();
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, output, memory)
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
        let typed = hash("ガッコウのヨコの花屋123").unwrap();
        assert!(verify("ｶﾞｯｺｳのﾖｺの花屋１２３", &typed), "the same in other widths");
        assert!(verify("カ\u{3099}ッコウのヨコの花屋123", &typed), "and put together of parts");
    }

    #[test]
    fn hashes_of_other_settings_and_programs_fit_too() {
        // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
        let foreign = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify("password", foreign));
        assert!(!verify("passworD", foreign));
    }
}
