//! Tokens joined into what is counted: a noun with its prefixes and suffixes is one word (「不・登校」「相談・員」), and
//! nouns that stand beside each other are a compound (「生活・保護・制度」).

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Kind, Noun, PartOfSpeech, Place, Proper, Suffix, Token, Tokenizer, Vocabulary};

/// Suffixes that say 「and others」 or the like: the noun without them is the word.
const LOOSE: [&str; 12] = ["等", "ら", "達", "たち", "方", "側", "ごと", "ども", "共", "がた", "自身", "同士"];

/// Prefixes of politeness: 「御本人」 is 「本人」.
const POLITE: [&str; 3] = ["御", "お", "ご"];

/// A word or a compound at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its base form.
    pub(super) word: String,
    pub(super) kind: Kind,
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The words that a compound is made of; none of a word that is no compound.
    pub(super) parts: Vec<Unit>,
}

/// The words of a text, in order.
pub(super) fn units(tokens: &[Token<'_>]) -> Vec<Unit> {
    let mut joined = Joined::default();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).filter(|next| next.range.start == token.range.end);
        joined.take(token, next);
    }
    joined.end();
    joined.units
}

/// The nouns of a text that are counted, each once, names of persons left out: compounds and the words that they are
/// made of. By these two texts are found to speak of the same.
pub fn nouns_in(tokenizer: &Tokenizer, vocabulary: &Vocabulary, text: &str) -> BTreeSet<String> {
    let found = units(&tokenizer.tokenize_with(vocabulary.own(), text));
    found
        .iter()
        .flat_map(|unit| std::iter::once(unit).chain(&unit.parts))
        .filter(|unit| !matches!(unit.kind, Kind::Verb | Kind::Adjective | Kind::Person))
        .filter_map(|unit| vocabulary.counted(&unit.word))
        .map(str::to_owned)
        .collect()
}

#[derive(Default)]
struct Joined {
    units: Vec<Unit>,
    /// Nouns beside each other.
    run: Vec<Unit>,
    /// A prefix whose noun is still to come.
    prefix: Option<(String, Range<usize>)>,
}

impl Joined {
    fn take(&mut self, token: &Token<'_>, next: Option<&Token<'_>>) {
        let end = self.run.last().map(|unit| unit.range.end).max(self.prefix.as_ref().map(|(_, range)| range.end));
        if end.is_some_and(|end| end != token.range.start) {
            self.end();
        }
        if token.is_of_field {
            self.end();
            self.units.push(single(token, Kind::Field));
        } else if token.part_of_speech == PartOfSpeech::NounPrefix && next.is_some_and(joins) {
            let is_polite = POLITE.contains(&token.surface);
            self.prefix = (!is_polite).then(|| (token.surface.to_owned(), token.range.clone()));
        } else if joins(token) {
            let mut unit = single(token, Kind::of(token.part_of_speech).unwrap_or(Kind::Noun));
            unit.word = token.surface.to_owned();
            if let Some((prefix, range)) = self.prefix.take() {
                unit.word.insert_str(0, &prefix);
                unit.range.start = range.start;
            }
            self.run.push(unit);
        } else if let (Some(last), true) = (self.run.last_mut(), extends(token)) {
            last.word.push_str(token.surface);
            last.range.end = token.range.end;
        } else {
            self.end();
            if let Some(kind) = Kind::of(token.part_of_speech)
                && is_word(&token.base, kind)
            {
                self.units.push(single(token, kind));
            }
        }
    }

    /// Ends a run of nouns.
    fn end(&mut self) {
        self.prefix = None;
        let mut run = std::mem::take(&mut self.run);
        if run.len() == 1 {
            run.retain(|unit| is_word(&unit.word, unit.kind));
            self.units.append(&mut run);
        } else if let (Some(first), Some(last)) = (run.first(), run.last()) {
            let word: String = run.iter().map(|unit| unit.word.as_str()).collect();
            let (range, kind) = (first.range.start..last.range.end, compound_kind(first.kind));
            run.retain(|unit| is_word(&unit.word, unit.kind));
            if is_word(&word, kind) {
                self.units.push(Unit { word, kind, range, parts: run });
            }
        }
    }
}

/// A compound that begins with a place or a name is one of its own: 「静岡市役所」.
fn compound_kind(first: Kind) -> Kind {
    match first {
        Kind::Place | Kind::Organisation | Kind::Name => Kind::Name,
        other => other,
    }
}

fn single(token: &Token<'_>, kind: Kind) -> Unit {
    Unit { word: token.base.clone(), kind, range: token.range.clone(), parts: Vec::new() }
}

/// Whether a token may stand in a compound.
fn joins(token: &Token<'_>) -> bool {
    let PartOfSpeech::Noun(noun) = token.part_of_speech else { return false };
    !token.is_of_field
        && matches!(
            noun,
            Noun::General
                | Noun::Sahen
                | Noun::Adjectival
                | Noun::Nai
                | Noun::Proper(Proper::General | Proper::Organisation | Proper::Place(Place::General))
        )
}

/// Whether a token belongs to the noun before it.
fn extends(token: &Token<'_>) -> bool {
    let PartOfSpeech::Noun(Noun::Suffix(suffix)) = token.part_of_speech else { return false };
    matches!(suffix, Suffix::General | Suffix::Sahen | Suffix::Adjectival | Suffix::Place)
        && !LOOSE.contains(&token.surface)
}

/// Whether this is worth counting. As with KH Coder's 名詞B and 動詞B, words in hiragana alone mostly are not (「こと」,
/// 「する」); adjectives are (「つらい」).
fn is_word(word: &str, kind: Kind) -> bool {
    let signs = word.chars().count();
    let is_hiragana = word.chars().all(|sign| ('ぁ'..='ゖ').contains(&sign) || sign == 'ー');
    let is_kanji = |sign: char| ('一'..='鿿').contains(&sign) || ('㐀'..='䶿').contains(&sign) || sign == '々';
    let has_letter = word.chars().any(char::is_alphabetic);
    has_letter && (!is_hiragana || kind == Kind::Adjective) && (signs > 1 || word.chars().all(is_kanji))
}
