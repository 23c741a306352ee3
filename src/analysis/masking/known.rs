//! What everybody may know: the registered agencies, and the public places of the field.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::name_words::ADDRESS;
use super::{Kind, Passage};

/// Public places whose names tell of nobody.
const PUBLIC: [&str; 22] = [
    "サポステ",
    "若者サポートステーション",
    "ハローワーク",
    "公共職業安定所",
    "保健所",
    "保健センター",
    "精神保健福祉センター",
    "ひきこもり地域支援センター",
    "地域包括支援センター",
    "社会福祉協議会",
    "福祉事務所",
    "児童相談所",
    "教育委員会",
    "教育支援センター",
    "障害者就業・生活支援センター",
    "発達障害者支援センター",
    "基幹相談支援センター",
    "自立相談支援機関",
    "市役所",
    "町役場",
    "区役所",
    "村役場",
];

/// Legal forms that are often left out when an agency is spoken of.
const LEGAL_FORMS: [&str; 14] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "NPO法人",
    "ＮＰＯ法人",
    "特定非営利活動法人",
    "社会福祉法人",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
];

/// The shortest name that is looked for, in signs: a shorter one would be found in other words.
const SHORTEST: usize = 3;

/// The shortest name of an agency in which a person's name is taken for a part of it, in signs: 「さくら」 is more often
/// somebody.
const SHORTEST_WITH_PERSON: usize = 5;

/// Names that are no secret.
#[derive(Debug, Clone, Default)]
pub struct Known {
    names: Option<AhoCorasick>,
}

impl Known {
    /// The public places of the field, and these agencies.
    pub fn new<'n>(agencies: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<String> = PUBLIC.into_iter().map(str::to_owned).collect();
        for agency in agencies {
            let short = LEGAL_FORMS.iter().fold(agency.to_owned(), |name, form| name.replace(form, ""));
            for name in [agency, short.trim()] {
                if name.chars().count() >= SHORTEST {
                    names.push(name.to_owned());
                }
            }
        }
        // More names than can be looked for in memory would be no register of a town.
        Self { names: AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok() }
    }

    /// Takes out what lies wholly within a known name; numbers and addresses never do. Of persons' names only those in
    /// public places and in long names of agencies, and none that is addressed: 「佐々木さくらさん」 is no agency.
    pub(super) fn leave_out(&self, text: &str, found: &mut Vec<Passage>) {
        let Some(names) = &self.names else { return };
        let known: Vec<(Range<usize>, bool)> =
            names.find_iter(text).map(|name| (name.range(), name.pattern().as_usize() < PUBLIC.len())).collect();
        found.retain(|one| {
            let within = |(name, _): &&(Range<usize>, bool)| name.start <= one.range.start && one.range.end <= name.end;
            // Known names do not lie over each other: the last that begins before the passage is the only one to ask.
            let before = known.partition_point(|(name, _)| name.start <= one.range.start);
            let Some((name, is_public)) = known[..before].last().filter(within) else { return true };
            match one.kind {
                Kind::School | Kind::Company | Kind::Clinic => false,
                Kind::Name => !is_public && (is_short(&text[name.clone()]) || is_addressed(&text[one.range.end..])),
                _ => true,
            }
        });
    }
}

fn is_short(name: &str) -> bool {
    name.chars().count() < SHORTEST_WITH_PERSON
}

/// Whether what stands behind a name addresses somebody by it.
fn is_addressed(behind: &str) -> bool {
    ADDRESS.iter().any(|address| behind.starts_with(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of these passages stay, with 「NPO法人さくら」, 「田中クリニック」 and 「緑ヶ丘高校」 registered.
    fn left(text: &str, passages: &[(Kind, &str)]) -> Vec<String> {
        let known = Known::new(["NPO法人さくら", "田中クリニック", "緑ヶ丘高校"]);
        let place = |(kind, words): &(Kind, &str)| {
            let start = text.find(words).unwrap();
            Passage { kind: *kind, range: start..start + words.len() }
        };
        let mut found = passages.iter().map(place).collect();
        known.leave_out(text, &mut found);
        found.into_iter().map(|one| text[one.range].to_owned()).collect()
    }

    #[test]
    fn a_registered_name_takes_no_mask_from_a_person() {
        assert_eq!(left("佐々木さくらさん", &[(Kind::Name, "佐々木さくら")]), ["佐々木さくら"]);
        assert_eq!(left("さくらさんが来た", &[(Kind::Name, "さくら")]), ["さくら"]);
        assert_eq!(left("妹のさくら", &[(Kind::Name, "さくら")]), ["さくら"]);
        assert_eq!(left("田中クリニックと田中クリニック様", &[(Kind::Name, "田中")]), [""; 0]);
        assert_eq!(left("NPO法人さくら様", &[(Kind::Name, "さくら")]), ["さくら"]);
    }

    #[test]
    fn what_lies_within_a_known_name_is_no_secret_and_what_goes_beyond_it_is() {
        assert_eq!(left("NPO法人さくらに通う", &[(Kind::Company, "NPO法人さくら")]), [""; 0]);
        assert_eq!(left("田中クリニックに通う", &[(Kind::Clinic, "田中クリニック"), (Kind::Name, "田中")]), [""; 0]);
        assert_eq!(left("県立緑ヶ丘高校を出た", &[(Kind::School, "県立緑ヶ丘")]), ["県立緑ヶ丘"]);
        assert_eq!(left("ハローワークさんへ", &[(Kind::Name, "ハローワーク")]), [""; 0]);
        assert_eq!(left("緑ヶ丘高校の090", &[(Kind::Telephone, "090")]), ["090"]);
    }
}
