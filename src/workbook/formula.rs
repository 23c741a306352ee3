//! Words that a spreadsheet would take for a formula, and how they stay words.

use std::borrow::Cow;

/// Signs that a formula may begin with: half-width, full-width (Japanese spreadsheets take them too), and blanks that
/// are passed over before one.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a spreadsheet might take a text for a formula, also one that was guarded already.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(SIGNS)
}

/// A text that no spreadsheet takes for a formula: with an apostrophe in front where it might.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        for text in ["=1+1", "+81", "-", "@home", "\t=1", "\r=1", "\n=1", "＝1", "＠名", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "1-2", "電話", "'quoted", "ー"] {
            assert_eq!(guarded(text), text);
        }
    }
}
