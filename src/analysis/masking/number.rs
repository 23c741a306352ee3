//! Telephone numbers and mail addresses.

use regex::Regex;

use super::fold::Folded;
use super::{Kind, Passage};

/// Their forms.
#[derive(Debug)]
pub(super) struct Numbers {
    telephone: Regex,
    local: Regex,
    mail: Regex,
}

impl Numbers {
    pub(super) fn new() -> Result<Self, regex::Error> {
        Ok(Self {
            telephone: Regex::new(
                r"(?:\+?81[- ]?\(?0?\)?\d{1,4}|\(0\d{1,4}\)|0\d{1,4})[- (]?\d{1,4}[-) ]\d{3,4}|0\d{9,10}",
            )?,
            local: Regex::new(
                r"(?:電話|携帯|連絡先|ファクス|ファックス|(?i:tel|fax))(?:番号)?[はがへに: .(]{0,3}(\d{2,4}-\d{4})",
            )?,
            mail: Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")?,
        })
    }

    pub(super) fn find(&self, folded: &Folded) -> Vec<Passage> {
        let text = folded.text.as_str();
        let telephones = self.telephone.find_iter(text).map(|found| found.range()).filter(|range| {
            let digits = text[range.clone()].chars().filter(char::is_ascii_digit).count();
            let is_abroad = text[range.clone()].starts_with(['+', '8']);
            let is_part = |sign: char| sign.is_ascii_digit() || sign == '-';
            let is_whole = !text[..range.start].ends_with(is_part) && !text[range.end..].starts_with(is_part);
            is_whole && if is_abroad { (11..=13).contains(&digits) } else { (10..=11).contains(&digits) }
        });
        let local = self.local.captures_iter(text).filter_map(|found| found.get(1)).map(|found| found.range());
        let local =
            local.filter(|range| !text[range.end..].starts_with(|sign: char| sign.is_ascii_digit() || sign == '-'));
        let mails = self.mail.find_iter(text).map(|found| found.range());
        let mut passages = Vec::new();
        for (kind, ranges) in
            [(Kind::Telephone, telephones.chain(local).collect::<Vec<_>>()), (Kind::Mail, mails.collect())]
        {
            passages.extend(ranges.into_iter().map(|range| Passage { kind, range: folded.original(range) }));
        }
        passages
    }
}
