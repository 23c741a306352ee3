//! Codes that are read off paper or a mail and typed once.

use data_encoding::{Encoding, Specification};
use unicode_normalization::UnicodeNormalization;

use crate::store::TokenHash;

/// Without i, l, o and u, which are misread or misheard.
const SIGNS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a code: 80 bits, which nobody guesses.
const LENGTH: usize = 16;

/// A code, and the hash under which it is kept.
#[derive(Clone)]
pub struct Code {
    /// As people read it: four groups of four.
    pub text: String,
    /// As it is kept.
    pub hash: TokenHash,
}

/// Hides the code.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn new() -> Result<Self, getrandom::Error> {
        let text = signs(LENGTH)?;
        Ok(Self { hash: TokenHash::of(&text), text: grouped(&text, 4) })
    }
}

/// Random signs that can be read out, five bits each.
///
/// # Errors
/// Where the system gives no random numbers.
pub(super) fn signs(length: usize) -> Result<String, getrandom::Error> {
    let mut bytes = vec![0; length * 5 / 8 + 1];
    getrandom::fill(&mut bytes)?;
    let mut specification = Specification::new();
    specification.symbols.push_str(SIGNS);
    let encoding: Option<Encoding> = specification.encoding().ok();
    let text = encoding.map(|encoding| encoding.encode(&bytes)).unwrap_or_default();
    Ok(text.chars().take(length).collect())
}

/// Signs in groups with hyphens between them.
pub(super) fn grouped(text: &str, of: usize) -> String {
    let signs: Vec<char> = text.chars().collect();
    signs.chunks(of).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The hash of a code as somebody typed it, or as it stands in a link: in either case and width, with or without
/// its hyphens, and with the letters that look like digits.
pub fn typed(text: &str) -> TokenHash {
    TokenHash::of(&plain(text))
}

/// A code as somebody typed it, in its plain signs.
pub fn plain(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|sign| sign.is_alphanumeric())
        .map(|sign| match sign {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = Code::new().unwrap();
        assert_eq!((code.text.len(), code.text.matches('-').count()), (19, 3), "{}", code.text);
        assert_eq!(typed(&code.text), code.hash);
        assert_eq!(typed(&format!(" {} ", code.text.replace('-', " ").to_uppercase())), code.hash);
        assert_eq!(typed("ＡＢＣＤ－０１"), typed("abcd-oi"));
        assert_ne!(typed("abcd"), typed("abce"));
        assert_ne!(Code::new().unwrap().hash, code.hash);
    }
}
