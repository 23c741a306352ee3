//! An agency's own number of a person, as it joins ratings.

use unicode_normalization::UnicodeNormalization;

/// The number by which ratings are joined: half-width, without spaces, with one kind of hyphen. Nothing more is
/// levelled, since 「M-01」, 「M01」 and 「m-1」 may be three persons. `None` where nothing is left.
pub(super) fn joining(typed: &str) -> Option<String> {
    let letters: Vec<char> = typed.nfkc().filter(|letter| !is_space(*letter)).collect();
    let is_plain = |place: Option<usize>| {
        place.and_then(|place| letters.get(place)).is_some_and(|letter| letter.is_ascii_alphanumeric())
    };
    let level = |(place, letter): (usize, &char)| match letter {
        letter if is_dash(*letter) => '-',
        // A long vowel between plain signs was meant as a hyphen; within a word it is a letter.
        'ー' if is_plain(place.checked_sub(1)) && is_plain(place.checked_add(1)) => '-',
        letter => *letter,
    };
    let joining: String = letters.iter().enumerate().map(level).collect();
    (!joining.is_empty()).then_some(joining)
}

/// What numbers have in common that somebody may have mixed up: letters of either case, digits without the
/// zeros before them, no signs between. Only for pointing them out; nothing is joined by it.
pub(super) fn loosely(joining: &str) -> String {
    let mut loose = String::new();
    let mut in_number = false;
    for letter in joining.chars().filter(|letter| letter.is_alphanumeric()) {
        if letter == '0' && !in_number {
            continue;
        }
        in_number = letter.is_ascii_digit();
        loose.extend(letter.to_lowercase());
    }
    loose
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Hyphens, dashes and the minus sign.
fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{30A0}' | '\u{2500}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_typed_alike_is_joined() {
        let check = |typed: &str, expect: &str| assert_eq!(joining(typed).as_deref(), Some(expect), "{typed}");
        for same in ["M-01", "Ｍ－０１", " M - 01 ", "M\u{2010}01", "M\u{2212}01", "Mー01", "M\u{3000}-\u{200B}01"]
        {
            check(same, "M-01");
        }
        for (typed, other) in
            [("M01", "M01"), ("m-01", "m-01"), ("M-1", "M-1"), ("ケース1", "ケース1"), ("M_01", "M_01")]
        {
            check(typed, other);
        }
        assert_eq!(joining("　 \u{FEFF}"), None);
    }

    #[test]
    fn numbers_that_may_be_mixed_up_are_alike() {
        for alike in ["M-01", "M01", "m-1", "M_001", "M/1"] {
            assert_eq!(loosely(alike), "m1", "{alike}");
        }
        assert_eq!(loosely("10-2"), "102");
        assert_ne!(loosely("M-10"), loosely("M-1"));
    }
}
