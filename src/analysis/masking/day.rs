//! Dates of birth, and exact ages of persons.

use std::ops::Range;

use regex::Regex;

use super::fold::Folded;
use super::{Kind, Passage};

/// What follows an age that is a rule or a band: 「40歳以上」 tells nobody.
const BOUNDS: [&str; 13] =
    ["以上", "以下", "未満", "まで", "以降", "以前", "前後", "代", "を超", "を過ぎ", "になると", "~", "-"];
/// What stands shortly before the age of a rule.
const RULES: [&str; 6] = ["制限", "上限", "下限", "対象", "定年", "要件"];
/// The highest age that is believed.
const OLDEST: u32 = 115;

/// Their forms.
#[derive(Debug)]
pub(super) struct Days {
    date: Regex,
    born_behind: Regex,
    born_before: Regex,
    age: Regex,
    range: Regex,
    bracketed: Regex,
}

impl Days {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let n = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|元)";
        Ok(Self {
            date: Regex::new(&format!(
                r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR]) ?{n}(?:年|[./-])|(?:19|20)[0-9]{{2}}(?:年|[./-]))\s?(?:{n}(?:月|[./-])\s?(?:{n}日?)?)?|{n}月{n}日"
            ))?,
            born_behind: Regex::new(r"^ ?(?:に?(?:生まれ|生れ|誕生)|生(?:[、。,)）\s]|$))")?,
            born_before: Regex::new(r"(?:生年月日|誕生日|生まれた日|生まれは)[^0-9一-龯。]{0,3}$")?,
            age: Regex::new(r"([0-9]{1,3}|[一二三四五六七八九十百]{1,4}) ?[歳才]")?,
            range: Regex::new(r"[0-9]{1,3} ?[歳才]?(?:から|~|-)$")?,
            bracketed: Regex::new(
                r"(?:[父母兄姉弟妹妻夫孫]|祖父|祖母|叔父|叔母|伯父|伯母|長男|長女|次男|次女|本人|息子|娘|さん|氏|様|さま|くん|君|ちゃん)\(([0-9]{1,3})\)",
            )?,
        })
    }

    pub(super) fn find(&self, folded: &Folded) -> Vec<Passage> {
        let text = folded.text.as_str();
        let births = self.date.find_iter(text).map(|found| found.range()).filter(|range| {
            let is_within_word = text[..range.start].ends_with(|sign: char| sign.is_ascii_alphanumeric());
            let is_birth =
                self.born_behind.is_match(&text[range.end..]) || self.born_before.is_match(&text[..range.start]);
            is_birth && !is_within_word
        });
        let births = births.map(|range| Passage { kind: Kind::Birth, range: folded.original(range) });
        let ages = self.age.find_iter(text).map(|found| found.range()).filter(|range| self.is_of_person(text, range));
        let bracketed = self.bracketed.captures_iter(text).filter_map(|found| {
            let number = found.get(1)?;
            number.as_str().parse::<u32>().is_ok_and(|age| age <= OLDEST).then(|| number.range())
        });
        let ages = ages.chain(bracketed).map(|range| Passage { kind: Kind::Age, range: folded.original(range) });
        births.chain(ages).collect()
    }

    /// Whether an age is somebody's, and not that of a rule or the end of a band.
    fn is_of_person(&self, text: &str, range: &Range<usize>) -> bool {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let is_bound = BOUNDS.iter().any(|bound| behind.starts_with(bound))
            || behind.strip_prefix("から").is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
        let near: String = before.chars().rev().take(5).collect::<Vec<_>>().into_iter().rev().collect();
        let is_rule = RULES.iter().any(|rule| near.contains(rule));
        let is_whole = !before.ends_with(|sign: char| sign.is_ascii_digit());
        is_whole && !is_bound && !is_rule && !self.range.is_match(before)
    }
}

/// Bare numbers in brackets directly behind names and what they are addressed by: 「花子（72）」.
pub(super) fn ages_behind(text: &str, names: &[Passage]) -> Vec<Passage> {
    let age = |name: &Passage| {
        let rest = text[name.range.end..].strip_prefix(['（', '('])?;
        let number = rest.split(['）', ')']).next().filter(|number| (1..=3).contains(&number.chars().count()))?;
        let value: String = super::fold::Folded::new(number).text;
        value.parse::<u32>().ok().filter(|age| *age <= OLDEST)?;
        let start = text.len() - rest.len();
        Some(Passage { kind: Kind::Age, range: start..start + number.len() })
    };
    names.iter().filter_map(age).collect()
}
