//! The words of the field, which are no words to IPADIC or several.

use super::{Noun, Proper};

/// The words of a list: one a line, `語` or `語 種類` (種類: サ変, 形容動詞, 組織), `#` before a remark.
pub fn field_words(list: &str) -> impl Iterator<Item = (&str, Noun)> {
    list.lines().filter_map(|line| {
        let mut parts = line.split('#').next()?.split_whitespace();
        let word = parts.next()?;
        let kind = match parts.next() {
            Some("サ変") => Noun::Sahen,
            Some("形容動詞") => Noun::Adjectival,
            Some("組織") => Noun::Proper(Proper::Organisation),
            _ => Noun::General,
        };
        Some((word, kind))
    })
}
