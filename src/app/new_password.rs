//! New passwords: which are refused, and one that the program makes up.

use data_encoding::{Encoding, Specification};

use crate::definition::Words;

/// A password has at least so many characters.
const LEAST: usize = 12;
/// Two characters over and over are no password, however long.
const LEAST_DIFFERENT: usize = 5;
/// What many people take, when a password must be long.
const COMMON: &[&str] =
    &["password", "passw0rd", "qwertyui", "12345678", "administrator", "norishiro", "letmein", "iloveyou"];

/// Why a password is refused, and what to do; nothing where it may be used.
pub fn problem(password: &str, mail: &str) -> Option<Words> {
    let small = password.to_lowercase();
    let mut different: Vec<char> = small.chars().collect();
    different.sort_unstable();
    different.dedup();
    let name = mail.trim().to_lowercase();
    let name = name.split('@').next().unwrap_or_default();
    if password.chars().count() < LEAST {
        return Some(Words::new(
            format!("パスワードは{LEAST}文字以上にしてください。"),
            format!("the password must have {LEAST} characters or more"),
        ));
    }
    let guessed = different.len() < LEAST_DIFFERENT
        || COMMON.iter().any(|common| small.contains(common))
        || (name.chars().count() >= 4 && small.contains(name));
    guessed.then(|| {
        Words::new(
            "推測されやすいパスワードです。よくある言葉、同じ文字の繰返し、メールアドレスを避けてください。",
            "the password is easy to guess: avoid common words, repeated characters and the mail address",
        )
    })
}

/// A random password of 100 bits, in four groups that can be read out.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn generate() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 13];
    getrandom::fill(&mut bytes)?;
    let mut specification = Specification::new();
    // Without i, l, o and u, which are misread or misheard.
    specification.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    let encoding: Option<Encoding> = specification.encoding().ok();
    let text = encoding.map(|encoding| encoding.encode(&bytes)).unwrap_or_default();
    let signs: Vec<char> = text.chars().take(20).collect();
    Ok(signs.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_passwords_are_refused() {
        let mail = "hanako@city.example";
        for easy in ["", "短いもの", "aaaaaaaaaaaaaaaa", "MyPassword2026", "xx-hanako-2026-xx", "121212121212"] {
            assert!(problem(easy, mail).is_some(), "{easy}");
        }
        for fine in ["山の向こうの静かな町の小さな駅", "correct horse battery"] {
            assert_eq!(problem(fine, mail), None, "{fine}");
        }
    }

    #[test]
    fn a_generated_password_is_long_and_never_the_same() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_eq!((one.len(), one.matches('-').count()), (23, 3), "{one}");
        assert_ne!(one, other);
        assert_eq!(problem(&one, "hanako@city.example"), None);
    }
}
