//! The gap table of a network: its newest survey of agencies beside its newest cases.

use super::cases;
use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, feeds, questionnaire_of, read_round};
use crate::analysis;
use crate::definition::{Feed, Questionnaire};
use crate::store::{Connection, NetworkId, RoundId, rounds};
use crate::view::gaps::{self, ShownGaps};

/// The two rounds behind the table.
pub struct GapSources {
    /// What agencies do.
    pub survey: RoundRead,
    /// What they wrote of cases.
    pub cases: Option<RoundRead>,
}

/// The rounds behind the table: `around` where it is a survey of agencies or has cases, else the
/// newest ones. `None` where no round of the network asks what agencies do.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no round `around`.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    around: Option<RoundId>,
) -> Result<Option<GapSources>, DeskError> {
    let Some(survey) = survey(connection, definitions, network, around)? else { return Ok(None) };
    let named = match around {
        Some(id) => cases::read(connection, definitions, network, Some(id)).map_or_else(not_found_is_none, Ok)?,
        None => None,
    };
    let cases = match named {
        Some(cases) => Some(cases),
        None => cases::read(connection, definitions, network, None)?,
    };
    Ok(Some(GapSources { survey, cases }))
}

fn not_found_is_none<T>(error: DeskError) -> Result<Option<T>, DeskError> {
    match error {
        DeskError::NotFound => Ok(None),
        other => Err(other),
    }
}

fn survey(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    around: Option<RoundId>,
) -> Result<Option<RoundRead>, DeskError> {
    let mut rounds = rounds::opened(connection, network)?;
    let mut newest = None;
    // A stable sort: the round asked for first, the others newest first as they are.
    rounds.sort_by_key(|round| Some(round.id) != around);
    for round in rounds {
        let asked = questionnaire_of(connection, definitions, network, &round)?;
        if asked.is_some_and(|asked| asks_what_agencies_do(&asked)) {
            let is_named = Some(round.id) == around;
            let read = read_round(connection, definitions, network, round.id)?;
            // A round that was opened just now has nothing to show yet, unless it is the one asked for.
            if is_named || !read.answers.is_empty() {
                return Ok(Some(read));
            }
            newest = newest.or(Some(read));
        }
    }
    Ok(newest)
}

fn asks_what_agencies_do(questionnaire: &Questionnaire) -> bool {
    feeds(questionnaire, Feed::SupplyServed) && feeds(questionnaire, Feed::SupplyMethods)
}

/// The table. `None` where the survey's questions have another shape than the table needs.
pub fn shown(sources: &GapSources) -> Option<ShownGaps> {
    let survey = &sources.survey;
    let answers = survey.answers.iter().map(|answer| &answer.document);
    let mut coverage = analysis::coverage(&survey.questionnaire, answers)?;
    if let Some(cases) = &sources.cases {
        coverage.add_cases(&cases.questionnaire, cases.answers.iter().map(|answer| &answer.document));
    }
    let cases = sources.cases.as_ref().map(|cases| cases.round.title.as_str());
    Some(gaps::shown(&coverage, &survey.round.title, cases))
}
