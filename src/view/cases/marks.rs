//! Searching in texts, and marking what was found. Texts and words are compared as people read them: full and half
//! width, capitals, katakana and hiragana are the same (NFKC and more), and both databases find the same, since neither
//! is asked.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters stand before and behind a hit in its context.
const AROUND: usize = 40;

/// The words that are looked for. All of them have to occur.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    words: Vec<String>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its letters.
    pub text: String,
    /// Whether it was looked for.
    pub is_hit: bool,
}

/// The longest search that is taken, in letters: what is longer is cut.
const LONGEST: usize = 200;

impl Sought {
    /// The words of a search, parted by white space.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST).collect();
        let mut words: Vec<String> = typed.split_whitespace().map(|word| folded(word).into_owned()).collect();
        words.retain(|word| !word.is_empty());
        words.sort();
        words.dedup();
        Self { words }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs in one of these texts at least; true where nothing is looked for.
    pub fn is_in<'a>(&self, texts: impl Iterator<Item = &'a str> + Clone) -> bool {
        if self.is_empty() {
            return true;
        }
        let texts: Vec<Cow<'_, str>> = texts.map(folded).collect();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }

    /// The text in pieces, those that are looked for marked.
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        cut(text, &self.hits(text), 0..text.len())
    }

    /// The surroundings of the hits in a text, with 「…」 where it goes on; `None` where there is none.
    pub fn context(&self, text: &str) -> Option<Vec<Piece>> {
        let hits = self.hits(text);
        let first = hits.first()?.clone();
        let back = |at: usize| text[..at].char_indices().rev().nth(AROUND - 1).map_or(0, |(place, _)| place);
        let on = |at: usize| text[at..].char_indices().nth(AROUND).map_or(text.len(), |(place, _)| at + place);
        let window = back(first.start)..on(first.end);
        let mut pieces = cut(text, &hits, window.clone());
        let dots = || Piece { text: "…".to_owned(), is_hit: false };
        if window.start > 0 {
            pieces.insert(0, dots());
        }
        if window.end < text.len() {
            pieces.push(dots());
        }
        Some(pieces)
    }

    /// Where the words occur, in bytes of the text, apart and rising.
    fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let (letters, origins) = folded_with_origins(text);
        let mut hits: Vec<Range<usize>> = Vec::new();
        for word in &self.words {
            for (at, found) in letters.match_indices(word.as_str()) {
                let from = origins.get(at).map(|origin| origin.start);
                let until = origins.get(at + found.len() - 1).map(|origin| origin.end);
                hits.extend(from.zip(until).map(|(from, until)| from..until));
            }
        }
        hits.sort_by_key(|hit| hit.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for hit in hits {
            match apart.last_mut() {
                Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
                _ => apart.push(hit),
            }
        }
        apart
    }
}

/// The part of a text in `window`, cut at the hits.
fn cut(text: &str, hits: &[Range<usize>], window: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut take = |range: Range<usize>, is_hit| {
        let piece = text.get(range).unwrap_or_default();
        if !piece.is_empty() {
            pieces.push(Piece { text: piece.to_owned(), is_hit });
        }
    };
    let mut at = window.start;
    for hit in hits.iter().filter(|hit| hit.end > window.start && hit.start < window.end) {
        let hit = hit.start.max(at)..hit.end.min(window.end);
        take(at..hit.start, false);
        at = hit.end;
        take(hit, true);
    }
    take(at..window.end, false);
    pieces
}

/// The text as it is compared.
fn folded(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) { Cow::Borrowed(text) } else { Cow::Owned(folded_with_origins(text).0) }
}

/// Letters that are compared as they are: most of what is written.
fn is_plain(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ' | '一'..='鿿' | '、' | '。' | '「' | '」' | 'ー' | 'a'..='z' | '0'..='9' | '\n' | '・')
}

/// The text as it is compared, and for each of its bytes the bytes of the text that it comes from.
fn folded_with_origins(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut letters, mut origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        let mut end = start + letter.len_utf8();
        // A half-width voiced mark is a letter of its own, and one with the letter before it.
        while let Some((_, mark)) = rest.next_if(|(_, next)| is_combining_mark(*next) || matches!(next, 'ﾞ' | 'ﾟ'))
        {
            end += mark.len_utf8();
        }
        let before = letters.len();
        if end == start + letter.len_utf8() && is_plain(letter) {
            letters.push(letter);
        } else if let Some(cluster) = text.get(start..end) {
            letters.extend(cluster.nfkc().flat_map(char::to_lowercase).map(hiragana));
        }
        origins.extend(std::iter::repeat_n(start..end, letters.len() - before));
    }
    (letters, origins)
}

fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, text: &str) -> String {
        let pieces = Sought::new(typed).pieces(text);
        pieces.iter().map(|piece| if piece.is_hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn words_are_found_in_any_width_and_writing() {
        assert_eq!(marked("ハローワーク", "ﾊﾛｰﾜｰｸと、はろーわーくへ"), "[ﾊﾛｰﾜｰｸ]と、[はろーわーく]へ");
        assert_eq!(marked("npo", "ＮＰＯ法人とNPO"), "[ＮＰＯ]法人と[NPO]");
        assert_eq!(marked("8050", "８０５０問題"), "[８０５０]問題");
        assert_eq!(marked("ガイド", "ｶﾞｲﾄﾞとカ\u{3099}イト\u{3099}"), "[ｶﾞｲﾄﾞ]と[カ\u{3099}イト\u{3099}]");
        assert_eq!(marked("株", "㈱みなと"), "[㈱]みなと", "a sign that holds the word is marked whole");
    }

    #[test]
    fn several_words_have_to_occur_in_a_case_in_any_of_its_texts() {
        let texts = ["母から相談があった。", "居場所に通う。"];
        let is_in = |typed: &str| Sought::new(typed).is_in(texts.iter().copied());
        assert!(is_in("母　居場所"));
        assert!(!is_in("母 父"));
        assert!(is_in("  "), "nothing is looked for");
    }

    #[test]
    fn hits_that_touch_are_one() {
        assert_eq!(marked("あい いう", "ああいうえ"), "あ[あいう]え");
        assert_eq!(marked("", "そのまま"), "そのまま");
    }

    #[test]
    fn a_hit_is_shown_with_what_stands_around_it() {
        let text = format!("{}訪問{}", "前".repeat(50), "後".repeat(50));
        let pieces = Sought::new("訪問").context(&text).unwrap();
        let shown: Vec<_> = pieces.iter().map(|piece| piece.text.chars().count()).collect();
        assert_eq!(shown, [1, 40, 2, 40, 1]);
        assert!(Sought::new("面接").context(&text).is_none());
        let short = Sought::new("訪").context("家庭訪問").unwrap();
        assert_eq!(short.iter().map(|piece| piece.text.as_str()).collect::<String>(), "家庭訪問");
    }
}
