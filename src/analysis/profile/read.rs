//! Reading a case sheet by what its questions feed.

use super::{Case, Cases};
use crate::analysis::table::Heading;
use crate::answer::{Answer, Completed, Visibility};
use crate::definition::question::Options;
use crate::definition::{Feed, Questionnaire};

/// The attribute that says good or difficult.
pub const VALENCE: &str = "valence";
/// The attribute of the broad groups of agencies' kinds.
pub const KINDS: &str = "kind";

/// What sheets tell of a case: the feed, the attribute's key and what people read.
const TOLD: &[(Feed, &str, &str)] = &[
    (Feed::CaseValence, VALENCE, "事例の別"),
    (Feed::DemandAge, "age", "年代"),
    (Feed::DemandSex, "sex", "性別"),
    (Feed::DemandNeed, "need", "必要とされた支援"),
    (Feed::DemandCondition, "condition", "心身の状態"),
    (Feed::CaseOutcome, "outcome", "直近の状況"),
];

/// Whether the sheets of a questionnaire are cases that say good or difficult.
pub fn has_profiles(questionnaire: &Questionnaire) -> bool {
    questionnaire.fed(Feed::CaseValence).next().is_some()
}

/// Adds the sheet of an agency, whose kind belongs to the broad group `kind`, one of `kinds`; returns its place.
pub fn read(
    cases: &mut Cases,
    questionnaire: &Questionnaire,
    sheet: &Completed,
    (agency, kind, kinds): (&str, &Heading, &[Heading]),
) -> usize {
    let place = cases.cases.len();
    cases.cases.push(Case::of(agency));
    for (feed, key, label) in TOLD {
        for (index, question, options) in questionnaire.fed(*feed) {
            let headings: Vec<Heading> =
                options.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect();
            let attribute = cases.ensure(key, label, &headings, question.kind.is_multiple());
            if let Some(codes) = chosen(options, &sheet.shown, index, sheet.document.get(index)) {
                cases.tell(place, attribute, &codes);
            }
        }
    }
    let attribute = cases.ensure(KINDS, "機関種別のまとまり", kinds, false);
    cases.tell(place, attribute, std::slice::from_ref(&kind.key));
    place
}

/// The codes chosen; none where it was left blank, `None` where it was not asked.
fn chosen(options: &Options, shown: &Visibility, index: usize, answer: Option<&Answer>) -> Option<Vec<String>> {
    if !shown.is_shown(index) {
        return None;
    }
    let places = answer.map_or(&[][..], Answer::selected);
    Some(places.iter().filter_map(|place| Some(options.codes.get(*place)?.key.clone())).collect())
}
