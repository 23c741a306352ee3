//! The codes of an authenticator: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what every
//! authenticator can do.

use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp, TotpError};
use unicode_normalization::UnicodeNormalization;

/// Steps by which a telephone's clock may be off, either way.
const SKEW: u16 = 1;

/// A new secret of 160 bits.
pub fn new_secret() -> Vec<u8> {
    Secret::generate().as_bytes().to_vec()
}

/// The step of a code, if it is one of this secret at this time, or of the step before or after. Spaces and
/// full-width digits are taken as people type them.
///
/// # Errors
/// A secret that is too short: our own fault.
pub fn step(secret: &[u8], code: &str, now: Timestamp) -> Result<Option<i64>, TotpError> {
    let code: String = code.nfkc().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    Ok(totp(secret, "-")?.check(&code, seconds).and_then(|step| i64::try_from(step).ok()))
}

/// What an authenticator needs: the address in the QR code, and the secret to be typed by hand, in groups of four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// `otpauth://totp/…`
    pub address: String,
    /// Base32, in groups.
    pub typed: String,
}

/// What an authenticator needs for the secret of the person with this mail address.
///
/// # Errors
/// A secret that is too short: our own fault.
pub fn enrolment(secret: &[u8], mail: &str) -> Result<Enrolment, TotpError> {
    // A colon would end the account's name.
    let totp = totp(secret, &mail.replace(':', " "))?;
    let signs: Vec<char> = totp.secret().to_base32().chars().collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(Enrolment { address: totp.to_url()?, typed: groups.join(" ") })
}

fn totp(secret: &[u8], account: &str) -> Result<Totp, TotpError> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_skew(SKEW)
        .with_account_name(account)
        .with_issuer(Some("Norishiro"))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1, with its eight digits cut to the six that are asked for here.
    const VECTORS: [(i64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in VECTORS {
            assert_eq!(step(SECRET, &code[2..], at(second)).unwrap(), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step() {
        let code = "287082"; // of second 59, which is step 1
        assert_eq!(step(SECRET, code, at(29)).unwrap(), Some(1));
        assert_eq!(step(SECRET, code, at(89)).unwrap(), Some(1));
        assert_eq!(step(SECRET, code, at(90)).unwrap(), None);
        assert_eq!(step(SECRET, "２８７ ０８２", at(59)).unwrap(), Some(1));
        for wrong in ["", "287083", "28708", "2870820", "+28708", "abcdef"] {
            assert_eq!(step(SECRET, wrong, at(59)).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn an_authenticator_is_given_the_secret_with_name_and_issuer() {
        let given = enrolment(SECRET, "hanako@city.example").unwrap();
        assert_eq!(
            given.address,
            "otpauth://totp/Norishiro:hanako%40city.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Norishiro"
        );
        assert_eq!(given.typed, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_ne!(new_secret(), new_secret());
        assert_eq!(new_secret().len(), 20);
    }
}
