//! Texts in which passages are masked.

use super::organisation_words::kind_word;
use super::{Kind, Passage};

/// A part of a text: a passage, or what stands between passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// As written.
    pub text: &'t str,
    /// Which of the passages it is, by its place among them.
    pub passage: Option<usize>,
}

/// A text in pieces. Passages that do not fit the text, or lie over an earlier one, are passed over.
pub fn pieces<'t>(text: &'t str, passages: &[Passage]) -> Vec<Piece<'t>> {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|index| passages.get(*index).map(|one| one.range.start));
    let (mut parts, mut from) = (Vec::new(), 0);
    for index in order {
        let Some(range) = passages.get(index).map(|one| one.range.clone()) else { continue };
        let (Some(before), Some(within)) = (text.get(from..range.start), text.get(range.clone())) else { continue };
        if !before.is_empty() {
            parts.push(Piece { text: before, passage: None });
        }
        parts.push(Piece { text: within, passage: Some(index) });
        from = range.end;
    }
    if let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        parts.push(Piece { text: rest, passage: None });
    }
    parts
}

/// The text with what stands for each passage in its place.
pub fn cover(text: &str, passages: &[Passage]) -> String {
    let part = |piece: Piece<'_>| match piece.passage.and_then(|index| passages.get(index)) {
        Some(passage) => replacement(passage.kind, piece.text),
        None => piece.text.to_owned(),
    };
    pieces(text, passages).into_iter().map(part).collect()
}

/// What stands in the place of a passage: 〔氏名〕. An age is given by its band, and what kind of school or clinic it
/// is stays, since the case is understood by it.
pub fn replacement(kind: Kind, words: &str) -> String {
    match kind {
        Kind::Age => format!("〔{}〕", band(words)),
        Kind::School | Kind::Clinic => format!("〔{}〕{}", kind.label(), kind_word(kind, words)),
        _ => format!("〔{}〕", kind.label()),
    }
}

/// The band of ten years that an age lies in; 年齢 where it cannot be read.
fn band(words: &str) -> String {
    let folded = super::fold::Folded::new(words).text;
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let age = digits.parse::<u32>().ok().or_else(|| from_kanji(&folded));
    match age {
        Some(0..=9) => "10歳未満".to_owned(),
        Some(age) if age < 90 => format!("{}代", age / 10 * 10),
        Some(_) => "90歳以上".to_owned(),
        None => Kind::Age.label().to_owned(),
    }
}

/// 「三十六」 as 36; up to 99.
fn from_kanji(words: &str) -> Option<u32> {
    let digit = |sign: char| "一二三四五六七八九".chars().position(|known| known == sign);
    let (mut tens, mut ones, mut is_read) = (0, 0, false);
    for sign in words.chars() {
        if sign == '十' {
            (tens, ones, is_read) = (ones.max(1), 0, true);
        } else if let Some(place) = digit(sign) {
            (ones, is_read) = (u32::try_from(place).ok()? + 1, true);
        }
    }
    is_read.then_some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_by_its_band() {
        let bands = ["34歳", "７８歳", "三十六歳", "十歳", "8歳", "93", "幾歳"].map(band);
        assert_eq!(bands, ["30代", "70代", "30代", "10代", "10歳未満", "90歳以上", "年齢"]);
    }

    #[test]
    fn passages_are_covered_and_the_rest_stays() {
        let text = "田中さん（34歳）は桜丘高校を出た。";
        let place = |words: &str, kind| {
            let start = text.find(words).unwrap();
            Passage { kind, range: start..start + words.len() }
        };
        let found = [
            place("桜丘高校", Kind::School),
            place("田中", Kind::Name),
            place("34歳", Kind::Age),
            place("田中さん", Kind::Other),
        ];
        assert_eq!(cover(text, &found), "〔氏名〕さん（〔30代〕）は〔学校名〕高校を出た。");
    }
}
