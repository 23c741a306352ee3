//! Passages of an answer's text: its sentences, the hash that a quotation is known by, and where a quotation stands in
//! another revision. All places are counted in characters (Unicode scalar values).

use std::ops::Range;

use sha2::{Digest, Sha256};

/// Signs that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '!', '?', '．'];

/// Signs that still belong to a sentence that has ended.
const CLOSING: &[char] = &['」', '』', '）', ')', '”', '’', '。', '！', '？', '!', '?'];

/// How a quotation stands in another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Where it stood.
    Same,
    /// Elsewhere.
    Moved(Range<usize>),
    /// Nowhere.
    Gone,
}

/// The sentences of a text: each ends behind its 「。」 and the brackets that it closes, or where the line ends. White
/// space between sentences belongs to none.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = text.chars().collect();
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    let mut take = |start: usize, end: usize| {
        let is_space = |at: usize| letters.get(at).is_some_and(|letter| letter.is_whitespace());
        let from = (start..end).find(|at| !is_space(*at));
        let until = (start..end).rfind(|at| !is_space(*at));
        if let (Some(from), Some(until)) = (from, until) {
            found.push(from..until + 1);
        }
    };
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        match letter {
            '「' | '『' | '（' | '(' => depth += 1,
            '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        let is_end = *letter == '\n' || (depth == 0 && ENDS.contains(letter));
        if is_end {
            while depth == 0 && *letter != '\n' && letters.get(at).is_some_and(|next| CLOSING.contains(next)) {
                at += 1;
            }
            take(start, at);
            (start, depth) = (at, 0);
        }
    }
    take(start, letters.len());
    found
}

/// The text in a range; `None` where the text is shorter, or the range is empty.
pub fn quoted(text: &str, range: &Range<usize>) -> Option<String> {
    let quote: String = text.chars().skip(range.start).take(range.len()).collect();
    (!range.is_empty() && quote.chars().count() == range.len()).then_some(quote)
}

/// The hash of a quotation, in hexadecimal digits: SHA-256 of its UTF-8.
pub fn quote_hash(quote: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(quote.as_bytes()))
}

/// Where the quotation of this hash stands in `text`, which stood at `range` in another one. Of several places the one
/// nearest to the old one.
pub fn fit(text: &str, range: &Range<usize>, hash: &str) -> Fit {
    if quoted(text, range).is_some_and(|quote| quote_hash(&quote) == hash) {
        return Fit::Same;
    }
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let is_it = |start: &usize| {
        let piece = places.get(*start).zip(places.get(start + range.len())).and_then(|(from, to)| text.get(*from..*to));
        piece.is_some_and(|piece| quote_hash(piece) == hash)
    };
    let starts = 0..places.len().saturating_sub(range.len());
    match starts.filter(is_it).min_by_key(|start| start.abs_diff(range.start)) {
        Some(start) if !range.is_empty() => Fit::Moved(start..start + range.len()),
        _ => Fit::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences_of(text: &str) -> Vec<String> {
        sentences(text).iter().map(|range| quoted(text, range).unwrap()).collect()
    }

    #[test]
    fn a_sentence_ends_with_its_stop_or_its_line() {
        assert_eq!(
            sentences_of("母から電話。「行かない。」と話した。\n  次の行に続く\n\n最後！？"),
            ["母から電話。", "「行かない。」と話した。", "次の行に続く", "最後！？"]
        );
        assert_eq!(sentences_of("（閉じない。かっこ\n次。"), ["（閉じない。かっこ", "次。"]);
        assert_eq!(sentences_of(" \n 　"), Vec::<String>::new());
    }

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!(quoted("𠮷野家と𠮷田", &(4..6)).as_deref(), Some("𠮷田"));
        assert_eq!(quoted("短い", &(1..3)), None);
        assert_eq!(quoted("短い", &(1..1)), None);
    }

    #[test]
    fn a_quotation_is_found_again_where_it_stands_now() {
        let (old, range) = ("訪問した。会えない。", 5..10);
        let hash = quote_hash("会えない。");
        assert_eq!(fit(old, &range, &hash), Fit::Same);
        assert_eq!(fit("会えない。そこで訪問した。会えない。", &range, &hash), Fit::Moved(0..5));
        assert_eq!(fit("何度か訪問した。会えない。", &range, &hash), Fit::Moved(8..13));
        assert_eq!(fit("訪問した。会えた。", &range, &hash), Fit::Gone);
        assert_eq!(fit("", &range, &hash), Fit::Gone);
    }
}
