//! Reading a case sheet by what its questions feed.

use super::{Case, Cases};
use crate::analysis::table::Heading;
use crate::answer::{Answer, Completed, Visibility};
use crate::definition::question::Options;
use crate::definition::{Feed, Question, QuestionType, Questionnaire};

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
    options(questionnaire, Feed::CaseValence).next().is_some()
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
        for (index, question, options) in options(questionnaire, *feed) {
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
    let places = match answer {
        Some(Answer::Choice { option, .. }) => vec![*option],
        Some(Answer::Choices { selected, .. }) => selected.clone(),
        Some(Answer::Ranking(places)) => places.clone(),
        _ => Vec::new(),
    };
    Some(places.into_iter().filter_map(|place| Some(options.codes.get(place)?.key.clone())).collect())
}

/// The questions outside repeats that feed this and offer options.
fn options(questionnaire: &Questionnaire, feed: Feed) -> impl Iterator<Item = (usize, &Question, &Options)> {
    let fed = move |question: &Question| question.feeds.contains(&feed);
    questionnaire.questions().enumerate().filter(move |(_, question)| fed(question)).filter_map(|(index, question)| {
        match &question.kind {
            QuestionType::Choice { options }
            | QuestionType::Choices { options }
            | QuestionType::Ranking { options, .. } => Some((index, question, options)),
            _ => None,
        }
    })
}
