//! The published cases, and the sentences that the demo adds to them.

use serde::Deserialize;

/// A line of the handbook's index of fictional cases. Marks that the demo does not use are left out; a blank
/// mark means "not marked", not "no".
#[derive(Debug, Deserialize)]
pub(in crate::app::demo) struct PublishedCase {
    /// 1 to 30.
    pub(in crate::app::demo) case_no: u32,
    /// The heading that it stands under.
    pub(in crate::app::demo) category: String,
    /// Such as 40歳代, or 不明.
    pub(in crate::app::demo) age_band: String,
    /// Who came first, in words.
    pub(in crate::app::demo) first_consulter: String,
    /// Marked where the person or a family member has an illness or disability.
    pub(in crate::app::demo) illness_disability: Option<u8>,
    /// Numbers of the handbook's points, separated by blanks.
    points: String,
}

impl PublishedCase {
    /// Codes of the codebook `handbook-points`.
    pub(in crate::app::demo) fn points(&self) -> impl Iterator<Item = String> + '_ {
        self.points.split_whitespace().map(|number| format!("p{number}"))
    }

    /// Code of the code list `decades`.
    pub(in crate::app::demo) fn decade(&self) -> String {
        match self.age_band.strip_suffix("歳代") {
            Some(years) => format!("decade_{years}"),
            None => "decade_unknown".to_owned(),
        }
    }
}

/// The lines of the published table.
pub(super) fn published(text: &str) -> Result<Vec<PublishedCase>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect()
}

/// Sentences for the cases of one category. `{consulter}` is the published word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct CaseTexts {
    /// The heading.
    pub(in crate::app::demo) category: String,
    /// Agencies that meet such cases.
    pub(in crate::app::demo) agencies: Vec<String>,
    /// Codes of what is needed.
    pub(in crate::app::demo) needs: Vec<String>,
    /// How it came to the agency.
    pub(in crate::app::demo) how_it_came: Vec<String>,
    /// As many as the category has cases.
    pub(in crate::app::demo) outline: Vec<String>,
    /// For 好事例.
    pub(in crate::app::demo) good: Side,
    /// For 困難事例.
    pub(in crate::app::demo) difficult: Side,
}

/// What is said of good, or of difficult, cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct Side {
    /// How things stand.
    pub(in crate::app::demo) recent: Vec<String>,
    /// About the person and the family.
    pub(in crate::app::demo) own: Vec<Reflection>,
    /// About cooperation and resources.
    pub(in crate::app::demo) coop: Vec<Reflection>,
}

/// A sentence, and the factor that a reader finds in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct Reflection {
    /// The sentence.
    pub(in crate::app::demo) text: String,
    /// A code of `good-factors` or `difficult-factors`.
    pub(in crate::app::demo) factor: String,
}
