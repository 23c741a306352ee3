//! A text in which digits, letters and hyphens have one form each, and the way back to where they stand.

use std::ops::Range;

/// A folded text: full-width digits and letters are ASCII, every hyphen and minus is `-`, every wave dash `~`.
pub(super) struct Folded {
    /// The text.
    pub(super) text: String,
    /// Where each of its bytes stood, and where the text ended.
    origin: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len() + 1);
        for (at, sign) in original.char_indices() {
            let is_after_digit = text.ends_with(|last: char| last.is_ascii_digit());
            text.push(fold(sign, is_after_digit));
            origin.resize(text.len(), at);
        }
        origin.push(original.len());
        Self { text, origin }
    }

    /// Where a part of the folded text stands in the text that was folded.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.origin.get(at).copied().unwrap_or_default();
        place(range.start)..place(range.end)
    }
}

fn fold(sign: char, is_after_digit: bool) -> char {
    match sign {
        '　' => ' ',
        '‐' | '‑' | '–' | '—' | '―' | '−' | 'ｰ' | '－' => '-',
        // The mark of a long vowel is typed for a hyphen between digits only.
        'ー' if is_after_digit => '-',
        '〜' | '～' => '~',
        '！'..='～' => u32::from(sign).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(sign),
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_folded_text_is_found_in_the_original() {
        let folded = Folded::new("電話０９０－１ー２まで");
        assert_eq!(folded.text, "電話090-1-2まで");
        let found = folded.text.find("090-1-2").unwrap();
        assert_eq!(folded.original(found..found + 7), 6..27);
    }
}
