//! What everybody may know: the registered agencies, and the public places of the field.

use aho_corasick::{AhoCorasick, MatchKind};

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

    /// Takes out what lies within a known name; numbers and addresses never do.
    pub(super) fn leave_out(&self, text: &str, found: &mut Vec<Passage>) {
        let Some(names) = &self.names else { return };
        let known: Vec<_> = names.find_iter(text).map(|name| name.range()).collect();
        found.retain(|one| {
            let may_be = matches!(one.kind, Kind::Name | Kind::School | Kind::Company | Kind::Clinic);
            !may_be || !known.iter().any(|name| name.start < one.range.end && one.range.start < name.end)
        });
    }
}
