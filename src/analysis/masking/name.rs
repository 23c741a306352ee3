//! Names of persons: by the parts of speech of their words, and by what stands beside them.
//!
//! What somebody is addressed by (さん) makes a name of nearly every noun before it: a mask too many is taken away by the
//! people who look at it, a name too few may be passed over by them.

use std::ops::Range;

use super::name_words::{ADDRESS, ROLES, TITLES, is_nobody, is_ordinary};
use super::{Kind, Passage};
use crate::analysis::words::{Noun, PartOfSpeech, Person, Place, Proper, Symbol, Token};

/// Every such name in a text.
pub(super) fn find(text: &str, tokens: &[Token<'_>]) -> Vec<Passage> {
    let words = Words { text, tokens };
    let mut found = words.addressed();
    found.extend(words.named());
    found.extend(words.labelled());
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut names: Vec<Range<usize>> = Vec::new();
    for range in found {
        match names.last_mut() {
            // Two ways to find one name may tell different ends of it.
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => names.push(range),
        }
    }
    names.into_iter().map(|range| Passage { kind: Kind::Name, range }).collect()
}

struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token<'t>],
}

impl<'t> Words<'t> {
    fn at(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// The index of the token that starts at a byte.
    fn starting(&self, at: usize) -> Option<usize> {
        self.tokens.iter().position(|token| token.range.start == at)
    }

    /// Names before さん and the like, and before titles.
    fn addressed(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for address in ADDRESS {
            for (at, _) in self.text.match_indices(address) {
                found.extend(self.before_address(at, address));
            }
        }
        for title in TITLES {
            for (at, _) in self.text.match_indices(title) {
                found.extend(self.before_title(at));
            }
        }
        found
    }

    /// The name that ends where somebody is addressed.
    fn before_address(&self, at: usize, address: &str) -> Option<Range<usize>> {
        let behind = &self.text[at + address.len()..];
        if address == "さん" && ["ぽ", "すう", "ぴん", "ざん"].iter().any(|rest| behind.starts_with(rest)) {
            return None;
        }
        // 「様子」「同様」「氏名」「君たち」: only a word of its own addresses anybody.
        let own = self.starting(at);
        let is_own = own.and_then(|index| self.at(index)).is_some_and(|token| token.surface == address);
        if !is_own && (address.chars().count() == 1 || !self.ends_word(at)) {
            return None;
        }
        let start = self.name_start(at)?;
        let name = &self.text[start..at];
        // 「Aさん」 is a mask already.
        let is_letters = name.chars().all(|sign| matches!(sign, 'A'..='z' | 'Ａ'..='ｚ' | '.' | '．'));
        (!is_nobody(name) && !is_letters).then_some(start..at)
    }

    /// Whether a word ends at a byte, or one that goes on there is no word that is known.
    fn ends_word(&self, at: usize) -> bool {
        self.tokens.iter().any(|token| token.range.end == at)
    }

    /// Where the name that ends at a byte begins.
    fn name_start(&self, end: usize) -> Option<usize> {
        let last = self.tokens.iter().rposition(|token| token.range.end == end)?;
        let is_katakana =
            |token: &Token<'_>| token.surface.chars().all(|sign| matches!(sign, 'ァ'..='ヶ' | 'ー' | '・'));
        let mut start = None;
        for (index, token) in self.tokens.iter().enumerate().take(last + 1).rev() {
            let next = start.unwrap_or(end);
            let gap = self.text.get(token.range.end..next)?;
            let is_first = start.is_none();
            // 「タナカ ハナコ」 and 「山田 太郎」 have a space between the parts of one name.
            let is_joined = gap.is_empty()
                || ([" ", "　"].contains(&gap) && (is_katakana(token) || is_person(token.part_of_speech)));
            if !is_joined || !is_name_like(token, is_first) || (!is_first && ROLES.contains(&token.surface)) {
                break;
            }
            start = Some(token.range.start);
            let previous = index.checked_sub(1).and_then(|before| self.at(before));
            let goes_on = previous.is_some_and(|before| {
                is_person(before.part_of_speech) || is_katakana(before) || is_unknown_part(before, token)
            });
            if !goes_on {
                break;
            }
        }
        start
    }

    /// A proper noun before a title.
    fn before_title(&self, at: usize) -> Option<Range<usize>> {
        self.starting(at)?;
        let last = self.tokens.iter().rposition(|token| token.range.end == at)?;
        let token = self.at(last)?;
        let is_proper = match token.part_of_speech {
            PartOfSpeech::Noun(Noun::Proper(Proper::Person(_))) => true,
            PartOfSpeech::Noun(Noun::Proper(Proper::Place(Place::General) | Proper::General)) => {
                !self.text[at..].starts_with('家')
            }
            _ => false,
        };
        let start = self.name_start(at).filter(|_| is_proper)?;
        (!is_nobody(&self.text[start..at]) && !ROLES.contains(&&self.text[start..at])).then_some(start..at)
    }

    /// Names that nobody is addressed by: a family name with a given name, or one that can be nothing else, or one
    /// beside a word for a person.
    fn named(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(token) = self.at(index) {
            if !is_person(token.part_of_speech) {
                index += 1;
                continue;
            }
            let mut last = index;
            while let (Some(this), Some(next)) = (self.at(last), self.at(last + 1)) {
                let gap = &self.text[this.range.end..next.range.start];
                if !is_person(next.part_of_speech) || !["", " ", "　"].contains(&gap) {
                    break;
                }
                last += 1;
            }
            let end = self.at(last).map_or(token.range.end, |token| token.range.end);
            let range = token.range.start..end;
            if self.is_name(index, last, &range) {
                found.push(range);
            }
            index = last + 1;
        }
        found
    }

    fn is_name(&self, first: usize, last: usize, range: &Range<usize>) -> bool {
        let (Some(head), Some(tail)) = (self.at(first), self.at(last)) else { return false };
        let words = &self.text[range.clone()];
        let person = |token: &Token<'_>| match token.part_of_speech {
            PartOfSpeech::Noun(Noun::Proper(Proper::Person(person))) => Some(person),
            _ => None,
        };
        if first != last && person(head) == Some(Person::Family) && person(tail) != Some(Person::Family) {
            return true;
        }
        if self.is_beside_role(first, range) || self.is_alone_in_brackets(range) {
            return words.chars().count() > 1 || !is_ordinary(words);
        }
        // 「中村橋」 is no person: a name that is part of a longer word names something else.
        let goes_on = self.at(last + 1).is_some_and(|next| next.range.start == range.end && is_noun(next));
        let comes_from = first.checked_sub(1).and_then(|before| self.at(before));
        let comes_from = comes_from.is_some_and(|before| before.range.end == range.start && is_noun(before));
        !is_ordinary(words) && !goes_on && !comes_from
    }

    /// Whether a word for a person stands before: 「母の和子」「保健師山本」「長男・浩二」.
    fn is_beside_role(&self, first: usize, range: &Range<usize>) -> bool {
        let before = &self.text[..range.start];
        let before = before.strip_suffix(['の', '・', '：', ':', '　', ' ', '、']).unwrap_or(before);
        let is_role = ROLES.iter().any(|role| before.ends_with(role));
        is_role && first > 0
    }

    /// Whether it is all that stands in brackets: 「叔父（正雄）」.
    fn is_alone_in_brackets(&self, range: &Range<usize>) -> bool {
        self.text[..range.start].ends_with(['（', '(']) && self.text[range.end..].starts_with(['）', ')'])
    }

    /// What a label names: 「氏名：吉田翔」「名前は近藤直樹で」.
    fn labelled(&self) -> Vec<Range<usize>> {
        const LABELS: [&str; 6] = ["氏名：", "氏名:", "氏名　", "名前は", "名前：", "氏名は"];
        let behind = |label: &'static str| {
            self.text.match_indices(label).filter_map(move |(at, _)| {
                let start = at + label.len();
                let mut end = start;
                for token in self.tokens.iter().skip_while(|token| token.range.start < start).take(4) {
                    let gap = self.text.get(end..token.range.start)?;
                    // Family and given name may have a space between them; the label of the next item ends with one too.
                    let is_second = [" ", "　"].contains(&gap) && !self.text[start..end].contains([' ', '　']);
                    let is_short = token.surface.chars().count() <= 3
                        && !["性別", "年齢", "住所", "電話"].contains(&token.surface);
                    let may_join = gap.is_empty() || (is_second && is_short);
                    if !may_join || !is_name_like(token, true) {
                        break;
                    }
                    end = token.range.end;
                }
                let name = &self.text[start..end];
                (end > start && !is_nobody(name) && self.has_person(start..end)).then_some(start..end)
            })
        };
        LABELS.into_iter().flat_map(behind).collect()
    }

    /// Whether any word of a part of the text is a part of a person's name.
    fn has_person(&self, part: Range<usize>) -> bool {
        self.tokens.iter().any(|token| part.contains(&token.range.start) && is_person(token.part_of_speech))
    }
}

fn is_person(part: PartOfSpeech) -> bool {
    part.is_person()
}

fn is_noun(token: &Token<'_>) -> bool {
    matches!(token.part_of_speech, PartOfSpeech::Noun(noun) if !matches!(noun, Noun::Dependent | Noun::Suffix(_) | Noun::Adverbial))
        && token.part_of_speech != PartOfSpeech::Symbol(Symbol::General)
}

/// Whether a word may be a name, or a part of one.
fn is_name_like(token: &Token<'_>, is_last: bool) -> bool {
    match token.part_of_speech {
        PartOfSpeech::Noun(noun) => match noun {
            Noun::Proper(_) => true,
            Noun::Pronoun | Noun::Dependent | Noun::Number | Noun::Suffix(_) => false,
            Noun::General | Noun::Sahen | Noun::Adverbial | Noun::Adjectival | Noun::Nai | Noun::Other => is_last,
        },
        PartOfSpeech::Other => true,
        _ => false,
    }
}

/// Whether two words that are no name by themselves are the pieces of one that no dictionary knows: single kanji.
fn is_unknown_part(before: &Token<'_>, token: &Token<'_>) -> bool {
    let is_one_kanji = |token: &Token<'_>| {
        token.surface.chars().count() == 1 && token.surface.chars().all(|sign| ('一'..='龯').contains(&sign))
    };
    before.range.end == token.range.start
        && is_one_kanji(token)
        && matches!(before.part_of_speech, PartOfSpeech::Noun(Noun::Proper(_)))
}
