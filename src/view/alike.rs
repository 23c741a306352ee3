//! What people take for the same when they search and compare: full and half width, katakana and
//! hiragana, capitals, spaces.

use unicode_normalization::UnicodeNormalization;

/// The text with everything levelled that people take for the same.
pub fn level(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).map(hiragana).filter(|letter| !is_between(*letter)).collect()
}

/// The text with katakana of both widths as hiragana.
pub fn in_hiragana(text: &str) -> String {
    text.nfkc().map(hiragana).collect()
}

fn hiragana(letter: char) -> char {
    // Both alphabets stand in the same order, 0x60 apart.
    match letter {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

/// Spaces, and the dashes that are taken for one another. The long-vowel mark is a letter.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || is_dash(letter)
}

/// Whether the letter is one of the many that people type for a hyphen.
pub fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FB}' | '\u{FF65}' | '\u{FE63}' | '\u{FF0D}' | '\u{2500}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        for (one, other) in [
            ("ＮＰＯ法人　よりみち", "npo法人よりみち"),
            ("ﾊﾛｰﾜｰｸ", "はろーわーく"),
            ("ヴ", "ゔ"),
            ("０１２－３４５", "012-345"),
            ("保健所・保健センター", "保健所保健せんたー"),
        ] {
            assert_eq!(level(one), level(other));
        }
        assert_ne!(level("ハローワーク"), level("ハロワク"));
        assert_eq!(in_hiragana("ｶﾞクせい センター"), "がくせい せんたー");
    }
}
