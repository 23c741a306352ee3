//! Places in a text and in the same text with its masked passages covered. A place within what stands for a masked
//! passage is the whole of it: nobody points at a part of what they cannot read.

use std::ops::Range;

use super::Passage;
use super::cover::{pieces, replacement};

/// A part of the two texts: as written, and as covered. Both in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    whole: Range<usize>,
    covered: Range<usize>,
    is_masked: bool,
}

/// A text as others than the office read it, with the way back to what was written. All places are counted in
/// characters (Unicode scalar values).
#[derive(Clone, PartialEq, Eq)]
pub struct Covered {
    text: String,
    parts: Vec<Part>,
}

/// Leaves the text out: it speaks of a person.
impl std::fmt::Debug for Covered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Covered").field("parts", &self.parts.len()).finish_non_exhaustive()
    }
}

impl Covered {
    /// Covers these passages of a text; those that [`super::cover`] passes over are passed over here too.
    pub fn new(text: &str, passages: &[Passage]) -> Self {
        let mut covered = Self { text: String::new(), parts: Vec::new() };
        let (mut at, mut shown_at) = (0, 0);
        for piece in pieces(text, passages) {
            let passage = piece.passage.and_then(|index| passages.get(index));
            let words = passage.map_or_else(|| piece.text.to_owned(), |one| replacement(one.kind, piece.text));
            let (whole, shown) = (piece.text.chars().count(), words.chars().count());
            covered.parts.push(Part {
                whole: at..at + whole,
                covered: shown_at..shown_at + shown,
                is_masked: passage.is_some(),
            });
            covered.text.push_str(&words);
            (at, shown_at) = (at + whole, shown_at + shown);
        }
        covered
    }

    /// The text as others read it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a passage of the covered text stands in what was written; `None` where it is empty or reaches beyond.
    pub fn to_whole(&self, place: &Range<usize>) -> Option<Range<usize>> {
        self.mapped(place, |part| (&part.covered, &part.whole))
    }

    /// Where a passage of what was written stands in the covered text; `None` where it is empty or reaches beyond.
    pub fn to_covered(&self, place: &Range<usize>) -> Option<Range<usize>> {
        self.mapped(place, |part| (&part.whole, &part.covered))
    }

    /// Whether all of a passage of what was written is masked.
    pub fn hides(&self, place: &Range<usize>) -> bool {
        let touched = |part: &&Part| part.whole.start < place.end && place.start < part.whole.end;
        let mut parts = self.parts.iter().filter(touched).peekable();
        parts.peek().is_some() && parts.all(|part| part.is_masked)
    }

    fn mapped<'s>(
        &'s self,
        place: &Range<usize>,
        sides: impl Fn(&'s Part) -> (&'s Range<usize>, &'s Range<usize>),
    ) -> Option<Range<usize>> {
        let last = place.end.checked_sub(1).filter(|last| place.start <= *last)?;
        let holding = |at: usize| self.parts.iter().find(|part| sides(part).0.contains(&at));
        let (first_part, last_part) = (holding(place.start)?, holding(last)?);
        let edge = |part: &'s Part, at: usize| {
            let (from, to) = sides(part);
            (at - from.start, to)
        };
        let (into, to) = edge(first_part, place.start);
        let start = if first_part.is_masked { to.start } else { to.start + into };
        let (into, to) = edge(last_part, last);
        let end = if last_part.is_masked { to.end } else { to.start + into + 1 };
        (start < end).then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::masking::{Kind, cover};
    use crate::answer::passage::quoted;

    /// 田中太郎 and 桜丘高校 are masked: the first becomes longer by no letter (〔氏名〕), the second by three.
    const TEXT: &str = "母と田中太郎さんが来た。桜丘高校に通う。";

    fn passages(text: &str, words: &[(&str, Kind)]) -> Vec<Passage> {
        let at = |(words, kind): &(&str, Kind)| {
            let start = text.find(words).unwrap();
            Passage { kind: *kind, range: start..start + words.len() }
        };
        words.iter().map(at).collect()
    }

    #[test]
    fn a_passage_that_touches_a_mask_covers_all_of_it() {
        let covered = Covered::new(TEXT, &passages(TEXT, &[("田中太郎", Kind::Name), ("桜丘高校", Kind::School)]));
        assert_eq!(covered.text(), "母と〔氏名〕さんが来た。〔学校名〕高校に通う。");
        let shown = |place: Range<usize>| covered.to_covered(&place).and_then(|place| quoted(covered.text(), &place));
        assert_eq!(shown(0..2).as_deref(), Some("母と"));
        assert_eq!(shown(1..3).as_deref(), Some("と〔氏名〕"), "one letter of the name is all of it");
        assert_eq!(shown(5..8).as_deref(), Some("〔氏名〕さん"));
        assert_eq!(shown(13..15).as_deref(), Some("〔学校名〕高校"));
        assert_eq!((shown(0..21), shown(4..4)), (None, None), "the text has twenty characters");
        let whole = |place: Range<usize>| covered.to_whole(&place).and_then(|place| quoted(TEXT, &place));
        assert_eq!(whole(1..3).as_deref(), Some("と田中太郎"));
        assert_eq!(whole(18..20).as_deref(), Some("桜丘高校に"));
        assert_eq!(whole(0..40), None);
        assert!(covered.hides(&(2..6)) && covered.hides(&(3..4)) && !covered.hides(&(2..7)) && !covered.hides(&(6..8)));
    }

    /// A text, passages of it (some over each other), and a place in it.
    fn case() -> impl Strategy<Value = (String, Vec<Passage>, Range<usize>)> {
        let kinds = [Kind::Name, Kind::Age, Kind::School, Kind::Other];
        let passage = (0_usize..30, 1_usize..6, 0..kinds.len());
        let letters = proptest::collection::vec(prop::sample::select(vec!['母', '𠮷', 'a', '。', '3', '校']), 1..30);
        (letters, proptest::collection::vec(passage, 0..5), 0_usize..30, 1_usize..30).prop_map(
            move |(letters, places, start, length)| {
                let byte = |at: usize| letters.iter().take(at).map(|letter| letter.len_utf8()).sum::<usize>();
                let passages = places
                    .into_iter()
                    .filter(|(start, length, _)| start + length <= letters.len())
                    .map(|(start, length, kind)| Passage {
                        kind: kinds[kind],
                        range: byte(start)..byte(start + length),
                    })
                    .collect();
                let start = start % letters.len();
                let end = (start + length).min(letters.len());
                (letters.iter().collect(), passages, start..end)
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn the_way_there_and_back_widens_by_masks_alone((text, passages, place) in case()) {
            let covered = Covered::new(&text, &passages);
            prop_assert_eq!(covered.text(), cover(&text, &passages));
            let shown = covered.to_covered(&place).unwrap();
            let back = covered.to_whole(&shown).unwrap();
            prop_assert!(back.start <= place.start && place.end <= back.end, "nothing is lost: {:?} {:?}", place, back);
            prop_assert_eq!(covered.to_covered(&back), Some(shown.clone()), "once widened, it stays as it is");
            let added = (back.start..place.start).chain(place.end..back.end);
            for at in added {
                prop_assert!(covered.hides(&(at..at + 1)), "only masked signs are added: {}", at);
            }
            // What others read of it is what covering the passage by itself gives: no sign of a masked passage.
            let before: String = text.chars().take(back.start).collect();
            let within = quoted(&text, &back).unwrap();
            let (from, to) = (before.len(), before.len() + within.len());
            let mut at = 0;
            let masked = pieces(&text, &passages).into_iter().filter_map(|piece| {
                let range = at..at + piece.text.len();
                at = range.end;
                let kind = passages[piece.passage?].kind;
                (from <= range.start && range.end <= to).then(|| Passage { kind, range: range.start - from..range.end - from })
            });
            let masked: Vec<Passage> = masked.collect();
            prop_assert_eq!(quoted(covered.text(), &shown).unwrap(), cover(&within, &masked));
        }
    }
}
