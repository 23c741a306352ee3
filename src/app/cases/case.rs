//! One case as boards and pages know it: its sheet, what it says, and what readers found in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::text_for::{CaseWords, text_for};
use crate::app::coding::codable::{is_coded, is_heard, noun};
use crate::app::coding::counted::{self, GivenCode};
use crate::app::coding::sight;
use crate::app::desk::{DeskError, ReadAnswer, RoundRead, has_cases};
use crate::app::masking::Standing;
use crate::app::masking::released::Released;
use crate::app::network_rounds::read_all;
use crate::app::{Definitions, Reader};
use crate::definition::Questionnaire;
use crate::store::{Connection, NetworkId, ResponseId, UserId};
use crate::view::answers::sheet_path;
use crate::view::cases::{CaseFacts, WrittenText, written};

/// Who looks at cases.
#[derive(Debug, Clone, Copy)]
pub struct Viewer {
    /// The network they look at.
    pub network: NetworkId,
    /// What they may see of single answers.
    pub reader: Reader,
    /// The person: who is reading a case sees nobody else's codes in it.
    pub user: UserId,
}

/// A case.
pub(super) struct Case<'a> {
    /// The round it belongs to.
    pub(super) read: &'a RoundRead,
    /// Its sheet.
    pub(super) answer: &'a ReadAnswer,
    /// Its attributes.
    pub(super) facts: CaseFacts,
    /// Its number among the cases of its kind in the round, in the order in which they came in.
    pub(super) number: usize,
    /// The codes that count for it.
    pub(super) codes: BTreeSet<GivenCode>,
    /// What of its words the reader may see.
    pub(super) words: CaseWords,
    /// Where it stands on its way to others than the office.
    pub(super) standing: Standing,
}

impl Case<'_> {
    /// 「好事例1」; 「聞き取り」 for a hearing.
    pub(super) fn name(&self) -> String {
        if is_heard(&self.read.questionnaire) {
            return noun(&self.read.questionnaire).to_owned();
        }
        let kind = self.facts.valence.as_ref().map_or("事例", |valence| valence.label.as_str());
        format!("{kind}{}", self.number)
    }

    /// The texts that the reader may see.
    pub(super) fn texts(&self) -> Vec<WrittenText> {
        let questionnaire = &self.read.questionnaire;
        match &self.words {
            CaseWords::Whole => written(questionnaire, &self.answer.document),
            CaseWords::Waiting => Vec::new(),
            CaseWords::Masked(texts) => {
                let labels: HashMap<String, String> = written(questionnaire, &self.answer.document)
                    .into_iter()
                    .map(|text| (text.question, text.label))
                    .collect();
                let label = |key: &str| labels.get(key).cloned().unwrap_or_default();
                let text = |(key, text): &(String, String)| WrittenText {
                    label: label(key),
                    question: key.clone(),
                    text: text.clone(),
                };
                texts.iter().map(text).collect()
            }
        }
    }
}

/// All cases of these rounds, in their order.
pub(super) fn gather<'a>(
    connection: &mut Connection,
    viewer: Viewer,
    rounds: &'a [RoundRead],
) -> Result<Vec<Case<'a>>, DeskError> {
    let ids: Vec<ResponseId> = rounds.iter().flat_map(|read| &read.answers).map(|answer| answer.response).collect();
    let released = Released::of_network(connection, viewer.network)?;
    let mut codes = counted::of_codings(&sight::seen_in_network(connection, viewer.network, viewer.user)?);
    let mut cases = Vec::with_capacity(ids.len());
    for read in rounds {
        let facts: Vec<CaseFacts> =
            read.answers.iter().map(|answer| CaseFacts::of(&read.questionnaire, &answer.document)).collect();
        let numbers = numbers(read, &facts);
        cases.extend(read.answers.iter().zip(facts).map(|(answer, facts)| {
            let words = text_for(viewer.reader, &released, read, answer);
            let given = codes.remove(&answer.response).unwrap_or_default();
            // What its agency has not agreed to is counted, and nothing is told of it: neither by a page nor by a filter.
            let (facts, codes) = match words {
                CaseWords::Waiting => (facts.kind_alone(), BTreeSet::new()),
                CaseWords::Whole | CaseWords::Masked(_) => (facts, given),
            };
            Case {
                read,
                answer,
                facts,
                number: numbers.get(&answer.response).copied().unwrap_or_default(),
                codes,
                words,
                standing: released.standing(answer.response, answer.revision),
            }
        }));
    }
    Ok(cases)
}

/// The numbers of a round's cases within their kind. The ids of responses rise with time, so that a case keeps its
/// number when others come in.
fn numbers(read: &RoundRead, facts: &[CaseFacts]) -> HashMap<ResponseId, usize> {
    let mut kinds: BTreeMap<Option<&str>, Vec<ResponseId>> = BTreeMap::new();
    for (answer, facts) in read.answers.iter().zip(facts) {
        kinds.entry(facts.valence.as_ref().map(|one| one.key.as_str())).or_default().push(answer.response);
    }
    let numbered = kinds.into_values().flat_map(|mut of_kind| {
        of_kind.sort();
        of_kind.into_iter().zip(1..)
    });
    numbered.collect()
}

/// A case in a list, or a hearing.
#[derive(Debug, Clone)]
pub struct CaseHead {
    /// Its response.
    pub id: ResponseId,
    /// 「好事例1」, 「聞き取り」
    pub name: String,
    /// Whether it is a hearing.
    pub is_hearing: bool,
    /// Address of its own page, below that of the network.
    pub page: String,
    /// Where it stands on its way to others than the office; a hearing goes to nobody else.
    pub standing: Standing,
    /// The agency that wrote it.
    pub agency: String,
    /// The round.
    pub round: String,
    /// How many codes count for it, as far as the viewer sees them.
    pub codes: usize,
    /// What was asked, question by question, of what was answered in words.
    pub labels: HashMap<String, String>,
}

/// All cases of a network, newest rounds first.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn all(connection: &mut Connection, definitions: &Definitions, viewer: Viewer) -> Result<Vec<CaseHead>, DeskError> {
    heads(connection, definitions, viewer, has_cases)
}

/// All that is coded in a network, cases and hearings, newest rounds first.
///
/// # Errors
/// As for [`all`].
pub fn all_coded(
    connection: &mut Connection,
    definitions: &Definitions,
    viewer: Viewer,
) -> Result<Vec<CaseHead>, DeskError> {
    heads(connection, definitions, viewer, is_coded)
}

fn heads(
    connection: &mut Connection,
    definitions: &Definitions,
    viewer: Viewer,
    is_asked_for: impl Fn(&Questionnaire) -> bool,
) -> Result<Vec<CaseHead>, DeskError> {
    let rounds = read_all(connection, definitions, viewer.network, is_asked_for)?;
    let head = |case: &Case<'_>| CaseHead {
        id: case.answer.response,
        name: case.name(),
        is_hearing: is_heard(&case.read.questionnaire),
        page: if is_heard(&case.read.questionnaire) {
            sheet_path(case.read.round.id, case.answer.agency, case.answer.sheet)
        } else {
            format!("/cases/{}", case.answer.response)
        },
        standing: case.standing,
        agency: case.answer.agency_name.clone(),
        round: case.read.round.title.clone(),
        codes: case.codes.len(),
        labels: case.texts().into_iter().map(|text| (text.question, text.label)).collect(),
    };
    Ok(gather(connection, viewer, &rounds)?.iter().map(head).collect())
}
