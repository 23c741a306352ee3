//! Names of schools, employers and clinics: a kind (高校, 株式会社, クリニック) beside a name of its own.

use std::ops::Range;

use regex::Regex;

use super::organisation_words::{CLINICS, COMPANIES, SCHOOLS, SHOPS, is_general, name_before};
use super::{Kind, Passage};
use crate::analysis::words::{Noun, PartOfSpeech, Proper, Symbol, Token};

/// Legal forms, before or behind a name.
pub(super) fn legal_form() -> Result<Regex, regex::Error> {
    Regex::new(
        r"株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|医療法人(?:社団|財団)?|社会福祉法人|(?:NPO|ＮＰＯ)法人|特定非営利活動法人|[(（](?:株|有|同)[)）]|㈱|㈲",
    )
}

/// What a short name of a school (南中, 緑陵高) has to stand before.
const OF_SCHOOL: [&str; 12] =
    ["に通", "に入", "に進", "に在籍", "を卒業", "を中退", "を退学", "の同級生", "の頃", "の担任", "の生徒", "の部活"];
/// What the name of an employer stands before that tells no kind (「サンライズに勤め」).
const OF_EMPLOYER: [&str; 16] = [
    "に勤め",
    "に勤務",
    "で勤務",
    "で働",
    "に就職",
    "に再就職",
    "に転職",
    "に入社",
    "に採用",
    "を退社",
    "を退職",
    "でアルバイト",
    "でパート",
    "の社員",
    "の正社員",
    "の契約社員",
];
/// Words that end as such a short name does.
const NO_SCHOOL: [&str; 12] =
    ["途中", "背中", "最中", "集中", "夢中", "日中", "夜中", "年中", "一中", "世中", "最高", "市中"];

/// Every such name in a text.
pub(super) fn find(text: &str, tokens: &[Token<'_>], legal_form: &Regex) -> Vec<Passage> {
    let text = Words { text, tokens };
    let mut found = Vec::new();
    for (kind, suffixes) in [(Kind::Clinic, &CLINICS[..]), (Kind::School, &SCHOOLS[..]), (Kind::Company, COMPANIES)] {
        found.extend(suffixes.iter().flat_map(|suffix| {
            text.ending_with(suffix, kind == Kind::Clinic).map(move |range| Passage { kind, range })
        }));
    }
    found.extend(SHOPS.iter().flat_map(|shop| text.beginning_with(shop)).map(company));
    found.extend(legal_form.find_iter(text.text).filter_map(|form| text.around(form.range())).map(company));
    found.extend(text.employers().map(company));
    found.extend(text.short_schools().map(|range| Passage { kind: Kind::School, range }));
    found
}

fn company(range: Range<usize>) -> Passage {
    Passage { kind: Kind::Company, range }
}

struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token<'t>],
}

impl<'t> Words<'t> {
    /// Where the run of nouns that ends at a byte begins.
    fn run_before(&self, end: usize) -> usize {
        let mut start = end;
        for token in self.tokens.iter().rev().skip_while(|token| token.range.start >= end) {
            // A word may reach into the kind (「北川大」＋「学」): it counts as far as it stands before.
            if token.range.end.min(end) != start || !may_name(token) {
                break;
            }
            start = token.range.start;
        }
        start
    }

    /// Where the run of nouns that starts at a byte ends. Words in hiragana that no dictionary knows come in pieces of
    /// any kind (「ひなた」 as ひな and た): behind a noun they belong to it, as far as the next particle.
    fn run_behind(&self, start: usize) -> usize {
        let mut end = start;
        for token in self.tokens.iter().skip_while(|token| token.range.end <= start) {
            let is_piece = match token.part_of_speech {
                PartOfSpeech::Particle | PartOfSpeech::Symbol(_) => false,
                PartOfSpeech::Prefix => true,
                _ => {
                    end > start && is_hiragana(token.surface) && self.text[start..end].ends_with(|sign| is_kana(&sign))
                }
            };
            if token.range.start.max(start) != end || !(may_name(token) || is_piece) {
                break;
            }
            end = token.range.end;
        }
        end
    }

    /// Names that end with a kind: 「桜丘高校」.
    fn ending_with(&self, suffix: &'static str, is_clinic: bool) -> impl Iterator<Item = Range<usize>> {
        self.text.match_indices(suffix).filter_map(move |(at, _)| {
            let mut start = self.run_before(at);
            if start == at {
                start = if is_clinic { self.before_of(at) } else { at };
                start = start.min(self.doubled_before(at));
            }
            let run = self.text.get(start..at)?;
            let end = at + suffix.len();
            let behind = self.run_behind(end);
            // 「診療所ひだまり」: the name, or a part of it, stands behind.
            let is_named_behind = suffix == "診療所" && !is_general(self.text.get(end..behind)?);
            let end = if is_named_behind { behind } else { end };
            match name_before(run) {
                Some(name) => Some(at - name.len()..end),
                None => is_named_behind.then_some(start..end),
            }
        })
    }

    /// Where a doubled word (「にこにこ」) that ends at a byte begins: an adverb elsewhere, a name before a kind.
    fn doubled_before(&self, at: usize) -> usize {
        let doubled = self.tokens.iter().find(|token| token.range.end == at).filter(|token| {
            let signs: Vec<char> = token.surface.chars().collect();
            signs.len() == 4 && signs.get(..2) == signs.get(2..)
        });
        doubled.map_or(at, |token| token.range.start)
    }

    /// 「こころの」 before 「医療センター」.
    fn before_of(&self, at: usize) -> usize {
        const SOFT: [&str; 12] = [
            "こころの",
            "心の",
            "からだの",
            "こどもの",
            "子どもの",
            "いのちの",
            "みんなの",
            "森の",
            "虹の",
            "風の",
            "里の",
            "丘の",
        ];
        let before = &self.text[..at];
        match SOFT.iter().find(|word| before.ends_with(**word)) {
            Some(word) => self.run_before(at - word.len()),
            None => at,
        }
    }

    /// Names of shops behind their kind: 「スーパーまるなか」.
    fn beginning_with(&self, shop: &'static str) -> impl Iterator<Item = Range<usize>> {
        self.text.match_indices(shop).filter_map(move |(at, _)| {
            let end = at + shop.len();
            let behind = self.run_behind(end);
            let name = self.text.get(end..behind)?;
            (!is_general(name)).then_some(at..behind)
        })
    }

    /// A name beside its legal form, which stands before it, else behind it.
    fn around(&self, form: Range<usize>) -> Option<Range<usize>> {
        let behind = self.run_behind(form.end);
        if !is_general(self.text.get(form.end..behind)?) {
            return Some(form.start..behind);
        }
        let start = self.run_before(form.start);
        name_before(self.text.get(start..form.start)?).map(|name| form.start - name.len()..form.end)
    }

    /// Names that the dictionary takes for an organisation's, as it does with signs that it does not know, where the words
    /// behind speak of work.
    fn employers(&self) -> impl Iterator<Item = Range<usize>> {
        OF_EMPLOYER.iter().flat_map(|words| self.text.match_indices(words)).filter_map(|(at, _)| {
            let start = self.run_before(at);
            let name = name_before(self.text.get(start..at)?)?;
            let start = at - name.len();
            let is_organisation = |token: &Token<'_>| {
                token.part_of_speech == PartOfSpeech::Noun(Noun::Proper(Proper::Organisation)) && !token.is_of_field
            };
            let mut tokens = self.tokens.iter().filter(|token| start <= token.range.start && token.range.end <= at);
            tokens.any(is_organisation).then_some(start..at)
        })
    }

    /// 「南中」 and 「緑陵高」, where the words behind speak of a school.
    fn short_schools(&self) -> impl Iterator<Item = Range<usize>> {
        let is_kanji = |sign: &char| ('一'..='龯').contains(sign);
        self.text.char_indices().filter(|(_, sign)| ['中', '高'].contains(sign)).filter_map(move |(at, sign)| {
            let end = at + sign.len_utf8();
            OF_SCHOOL.iter().find(|words| self.text[end..].starts_with(**words))?;
            let length: usize = self.text[..at].chars().rev().take_while(is_kanji).map(char::len_utf8).sum();
            let signs = length / '一'.len_utf8();
            let name = self.text.get(at - length..end)?;
            ((1..=3).contains(&signs) && !NO_SCHOOL.contains(&name)).then_some(at - length..end)
        })
    }
}

/// Whether a word may be a part of a name.
fn may_name(token: &Token<'_>) -> bool {
    match token.part_of_speech {
        PartOfSpeech::Noun(Noun::Number) => token.surface.chars().all(|sign| "一二三四五六七八九十".contains(sign)),
        PartOfSpeech::Noun(noun) => !matches!(noun, Noun::Pronoun | Noun::Dependent | Noun::Adverbial | Noun::Other),
        PartOfSpeech::Prefix => token.surface == "第",
        PartOfSpeech::NounPrefix | PartOfSpeech::Other => true,
        PartOfSpeech::Symbol(Symbol::General) => token.surface == "・",
        _ => false,
    }
}

fn is_kana(sign: &char) -> bool {
    matches!(sign, 'ぁ'..='ん' | 'ァ'..='ヶ' | 'ー')
}

fn is_hiragana(words: &str) -> bool {
    words.chars().all(|sign| matches!(sign, 'ぁ'..='ん' | 'ー'))
}
