//! Addresses below the municipality: blocks and house numbers, buildings with a room, postal codes.

use std::ops::Range;

use regex::Regex;

use super::fold::Folded;
use super::{Kind, Passage};

/// Signs of which names of places are made, beside hiragana.
const PLACE: &str = r"[\p{Han}々ヶケヵ\p{Katakana}ー]";
/// A number of a block or house.
const N: &str = r"(?:\d{1,5}|[一二三四五六七八九十百]{1,4})";

/// Words that stand before an address without a particle.
const BEFORE: [&str; 8] = ["住所", "現住所", "自宅", "実家", "転居先", "所在地", "居住地", "本籍"];
/// What is counted, if it follows two numbers with a hyphen.
const COUNTED: &str = "回人分件年歳才代月日時名週度割%点個本枚円";
/// The same in more than one sign.
const COUNTED_WORDS: [&str; 5] = ["か月", "か所", "か年", "ヶ月", "ヶ所"];

/// Their forms.
#[derive(Debug)]
pub(super) struct Addresses {
    block: Regex,
    hyphens: Regex,
    section: Regex,
    building: Regex,
    postal: Regex,
    postal_behind_words: Regex,
}

impl Addresses {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let place = format!(r"(?:[ぁ-ん]{{2,5}}[市町村区])?{PLACE}{{0,20}}(?:[ぁ-ん]{{1,4}}[台丘町])?");
        let block =
            format!("{N}丁目(?:[ -]?{N}(?:番地?)?(?:の?{N}|-{N}){{0,2}}号?)?|{N}番地(?:の?{N}|-{N})?|{N}番{N}号");
        let building = "コーポ|ハイツ|メゾン|ハイム|レジデンス|グランド|ヴィラ|エステート|サンハイツ";
        let kinds_of_building = "荘|団地|ハイツ|マンション|アパート|コーポ|ビル|住宅|ハウス|寮";
        Ok(Self {
            block: Regex::new(&format!(r"{place}(?:{block})"))?,
            hyphens: Regex::new(&format!(r"({place}) ?\d{{1,5}}(-\d{{1,5}}){{1,3}}"))?,
            section: Regex::new(&format!(
                r"(?:大字|字){PLACE}{{1,8}}\d{{1,5}}(?:番地)?(?:の?\d{{1,5}}|-\d{{1,5}}){{0,2}}"
            ))?,
            building: Regex::new(&format!(
                r"(?:(?:{building})[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ーA-Za-z]{{1,10}}?|{PLACE}{{1,10}}?(?:{kinds_of_building}))\s?(?:[0-9A-Z]{{1,2}}号?棟\s?)?(?:[0-9]{{1,4}}(?:号室|号|室)?|[0-9A-Z]{{1,2}}号棟)"
            ))?,
            postal: Regex::new(r"〒 ?\d{3}-?\d{4}")?,
            postal_behind_words: Regex::new(r"(?:郵便番号|〒)[^0-9。]{0,12}(\d{3}-\d{4})")?,
        })
    }

    pub(super) fn find(&self, folded: &Folded) -> Vec<Passage> {
        let text = folded.text.as_str();
        let mut ranges: Vec<Range<usize>> = self.block.find_iter(text).map(|found| found.range()).collect();
        ranges.extend(self.hyphens.captures_iter(text).filter_map(|found| {
            let (whole, place) = (found.get(0)?.range(), found.get(1)?.as_str());
            let numbers = text[whole.clone()].matches('-').count() + 1;
            let behind = &text[whole.end..];
            let is_counted = behind.starts_with(|sign: char| COUNTED.contains(sign) || sign.is_ascii_digit())
                || COUNTED_WORDS.iter().any(|word| behind.starts_with(word));
            (!is_counted && is_place(place, numbers)).then_some(whole)
        }));
        ranges.extend(self.section.find_iter(text).map(|found| found.range()).filter(|range| {
            // 「文字数」 is no section of a village.
            !text[..range.start].ends_with(|sign: char| ('一'..='龯').contains(&sign))
        }));
        ranges.extend(self.building.find_iter(text).map(|found| found.range()));
        let ranges = ranges.into_iter().map(|range| trimmed(text, range));
        let mut joined = join(text, ranges.collect());
        joined.extend(self.postal.find_iter(text).map(|found| found.range()));
        let behind = self.postal_behind_words.captures_iter(text);
        joined.extend(behind.filter_map(|found| Some(found.get(1)?.range())));
        joined.into_iter().map(|range| Passage { kind: Kind::Address, range: folded.original(range) }).collect()
    }
}

/// Whether what stands before numbers with hyphens is a place: by its words, or by three numbers in a row.
fn is_place(words: &str, numbers: usize) -> bool {
    if words.is_empty() || ["明治", "大正", "昭和", "平成", "令和", "号", "第"].iter().any(|word| words.ends_with(word))
    {
        return false;
    }
    numbers > 2
        || words.contains(['市', '区', '町', '村', '字', '郡'])
        || words.ends_with(['台', '丘', '島', '通', '条', '里', '谷'])
}

/// Without the words and the particle that stand before it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    for word in BEFORE {
        if text[start..range.end].starts_with(word) {
            start += word.len();
        }
    }
    let is_hiragana = |sign: &char| ('ぁ'..='ん').contains(sign);
    let hiragana = text[start..range.end].chars().take_while(is_hiragana).count();
    let is_particle = |sign: char| "はがをにのでともへ".contains(sign);
    if hiragana > 2 && text[start..].starts_with(is_particle) {
        start += 'は'.len_utf8();
    }
    start..range.end
}

/// Parts of one address, which touch or have one space between them, are one passage.
fn join(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end || &text[last.end..range.start] == " " => {
                last.end = last.end.max(range.end);
            }
            _ => joined.push(range),
        }
    }
    joined
}
