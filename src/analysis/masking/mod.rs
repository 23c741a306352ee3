//! Passages by which a person could be told (個人が特定されるおそれのある表現) in what agencies wrote, and texts in which
//! they are masked. Pure.
//!
//! Numbers, addresses and dates are found by their form ([`Patterns`]), names of persons, schools, employers and clinics
//! by the words that they are made of. What is found is a proposal: people decide. How much is found and how much of
//! what is found is right is measured in `tests/masking`.

mod address;
mod cover;
mod day;
pub mod decision;
mod fold;
mod known;
mod mapping;
mod name;
mod name_words;
mod number;
mod organisation;
mod organisation_words;
mod texts;

use std::ops::Range;

use regex::Regex;

use super::words::Token;

pub use cover::{Piece, cover, pieces, replacement};
pub use known::Known;
pub use mapping::Covered;
pub use texts::{FreeText, replace, texts};

/// What a passage tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 氏名
    Name,
    /// 電話番号
    Telephone,
    /// メールアドレス
    Mail,
    /// 住所
    Address,
    /// 生年月日
    Birth,
    /// 年齢
    Age,
    /// 学校名
    School,
    /// 会社名
    Company,
    /// 医療機関名
    Clinic,
    /// Something else that people chose to mask.
    Other,
}

impl Kind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Telephone,
        Self::Mail,
        Self::Address,
        Self::Birth,
        Self::Age,
        Self::School,
        Self::Company,
        Self::Clinic,
        Self::Other,
    ];

    /// What it is called on pages, and in the place of a masked passage.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "氏名",
            Self::Telephone => "電話番号",
            Self::Mail => "メールアドレス",
            Self::Address => "住所",
            Self::Birth => "生年月日",
            Self::Age => "年齢",
            Self::School => "学校名",
            Self::Company => "会社名",
            Self::Clinic => "医療機関名",
            Self::Other => "伏せた表現",
        }
    }

    /// Its name in stored decisions and in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Telephone => "telephone",
            Self::Mail => "mail",
            Self::Address => "address",
            Self::Birth => "birth",
            Self::Age => "age",
            Self::School => "school",
            Self::Company => "company",
            Self::Clinic => "clinic",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Which of two passages over the same signs stands: the one with the lower number.
    const fn rank(self) -> u8 {
        match self {
            Self::Other => 0,
            Self::Mail => 1,
            Self::Telephone => 2,
            Self::Birth => 3,
            Self::Address => 4,
            Self::Clinic => 5,
            Self::School => 6,
            Self::Company => 7,
            Self::Name => 8,
            Self::Age => 9,
        }
    }
}

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Passage {
    /// What it tells.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// The forms of numbers, addresses and dates; made once, and used for any number of texts.
#[derive(Debug)]
pub struct Patterns {
    number: number::Numbers,
    address: address::Addresses,
    day: day::Days,
    legal_form: Regex,
}

impl Patterns {
    /// Makes them.
    ///
    /// # Errors
    /// A fault of this program: a form that cannot be read.
    pub fn new() -> Result<Self, regex::Error> {
        Ok(Self {
            number: number::Numbers::new()?,
            address: address::Addresses::new()?,
            day: day::Days::new()?,
            legal_form: organisation::legal_form()?,
        })
    }

    /// The passages of a text by which a person could be told, in order, none over another. `tokens` are the text's
    /// words; what `known` names is no secret.
    pub fn find(&self, text: &str, tokens: &[Token<'_>], known: &Known) -> Vec<Passage> {
        let folded = fold::Folded::new(text);
        let mut found = self.number.find(&folded);
        found.extend(self.address.find(&folded));
        found.extend(self.day.find(&folded));
        found.extend(organisation::find(text, tokens, &self.legal_form));
        found.extend(name::find(text, tokens));
        let names = found.iter().filter(|one| one.kind == Kind::Name).cloned().collect::<Vec<_>>();
        found.extend(day::ages_behind(text, &names));
        known.leave_out(text, &mut found);
        disjoint(found)
    }
}

/// Of passages over the same signs, the one that ranks first, else the longer one; in the order of the text.
fn disjoint(mut found: Vec<Passage>) -> Vec<Passage> {
    found.retain(|one| !one.range.is_empty());
    found.sort_by_key(|one| (one.kind.rank(), std::cmp::Reverse(one.range.len()), one.range.start));
    let mut kept: Vec<Passage> = Vec::new();
    for one in found {
        if kept.iter().all(|other| other.range.end <= one.range.start || one.range.end <= other.range.start) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.range.start);
    kept
}

#[cfg(test)]
mod tests;
