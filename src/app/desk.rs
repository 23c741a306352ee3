//! What the use cases of the coordinators' desk share: why something cannot be shown, and the
//! answers of a round that count.

use std::ops::Deref;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::definitions::{DefinitionError, Definitions};
use super::masking::MaskingError;
use super::register::kinds;
use crate::answer::{AnswerDocument, json};
use crate::definition::{AnsweredBy, AnswersPerAgency, Code, Feed, Questionnaire};
use crate::store::agencies::{self, Agency};
use crate::store::board::{self, AnswerCount};
use crate::store::networks::Network;
use crate::store::responses::ResponseState;
use crate::store::revisions::{self, Counted};
use crate::store::rounds::{self, Round};
use crate::store::{AgencyId, Connection, NetworkId, ResponseId, RoundId, StoreError};
use crate::view::rounds::RoundCounts;

/// Why something cannot be shown at the desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The network has no such thing.
    #[error("not found")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The definition cannot be had.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// The definitions that ship with the program cannot be read, though they could at its start: our own fault.
    #[error("shipped definitions: {0}")]
    Shipped(String),
    /// The dictionary of words cannot be read: our own fault.
    #[error(transparent)]
    Dictionary(#[from] crate::analysis::words::DictionaryError),
    /// A letter cannot be written: our own fault.
    #[error(transparent)]
    Letter(#[from] crate::mail::MailError),
    /// Nothing could be looked for in what was written: our own fault.
    #[error(transparent)]
    Masking(#[from] MaskingError),
    /// A stored answer does not fit its definition: our own fault. The error holds no answer.
    #[error("response {0} does not fit its definition")]
    Answer(ResponseId),
}

/// A round without its answers.
pub struct RoundHead {
    /// The round.
    pub round: Round,
    /// What was asked.
    pub questionnaire: Arc<Questionnaire>,
    /// How many were asked, and how many answered.
    pub counts: RoundCounts,
    /// The network's agencies in the order of their readings.
    pub agencies: Vec<Agency>,
    /// The network's kinds of agencies, retired ones last.
    pub kinds: Vec<Code>,
}

/// A round with its answers that count.
pub struct RoundRead {
    /// What is known without them.
    pub head: RoundHead,
    /// The latest revision of each valid response, by agency in the order of the readings, then by sheet.
    pub answers: Vec<ReadAnswer>,
}

/// What is known of a round is asked of it with its answers too.
impl Deref for RoundRead {
    type Target = RoundHead;

    fn deref(&self) -> &RoundHead {
        &self.head
    }
}

/// One valid answer.
pub struct ReadAnswer {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision that counts.
    pub revision: i32,
    /// The agency that gave it.
    pub agency: AgencyId,
    /// Its name now.
    pub agency_name: String,
    /// The code of its kind now.
    pub agency_kind: String,
    /// Number of the sheet among the agency's.
    pub sheet: i32,
    /// The answers.
    pub document: AnswerDocument,
}

/// How many answers are read at once: a large round comes in pieces.
const PIECE: i64 = 500;

/// A round without its answers.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read_head(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: RoundId,
) -> Result<RoundHead, DeskError> {
    let round = rounds::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let questionnaire = definitions.of_version(connection, network, round.version_id)?;
    let counts = board::counts(connection, network)?.remove(&id).unwrap_or_default();
    let agencies = agencies::of_network(connection, network)?;
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let counts = shown_counts(&counts, Some(&questionnaire));
    Ok(RoundHead { round, counts, agencies, kinds, questionnaire })
}

/// A round and its answers. Answers that were set aside are counted as returned, and not read.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read_round(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: RoundId,
) -> Result<RoundRead, DeskError> {
    let mut head = read_head(connection, definitions, network, id)?;
    let mut answers = read_answers(connection, &head.questionnaire, network, id)?;
    let place = |id: &AgencyId| head.agencies.iter().position(|agency| agency.id == *id);
    answers.sort_by_cached_key(|answer| (place(&answer.agency), answer.sheet));
    head.counts.valid = answers.len() as u64;
    Ok(RoundRead { head, answers })
}

/// The valid answers.
fn read_answers(
    connection: &mut Connection,
    questionnaire: &Questionnaire,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<ReadAnswer>, DeskError> {
    let mut answers = Vec::new();
    each_answer(connection, questionnaire, network, round, |counted, document| {
        answers.push(ReadAnswer {
            document,
            response: counted.response_id,
            revision: counted.revision,
            agency: counted.agency_id,
            agency_name: counted.agency_name,
            agency_kind: counted.agency_kind,
            sheet: counted.sheet_number,
        });
        Ok::<_, DeskError>(())
    })?;
    Ok(answers)
}

/// Hands over each valid answer of a round, in the order of the responses' ids; no more of them are held than a piece.
pub(super) fn each_answer<E: From<DeskError>>(
    connection: &mut Connection,
    questionnaire: &Questionnaire,
    network: NetworkId,
    round: RoundId,
    mut take: impl FnMut(Counted, AnswerDocument) -> Result<(), E>,
) -> Result<(), E> {
    let reader = json::Reader::new(questionnaire);
    let mut last = None;
    loop {
        let piece = revisions::counted_of_round(connection, network, round, last, PIECE).map_err(DeskError::from)?;
        let Some(end) = piece.last() else { return Ok(()) };
        last = Some(end.response_id);
        for counted in piece {
            let is_confirmed = counted.confirmed_revision == Some(counted.revision);
            if !is_valid(is_hearing(questionnaire), counted.state, is_confirmed) {
                continue;
            }
            let document = reader.document(&counted.document).map_err(|_| DeskError::Answer(counted.response_id))?;
            take(counted, document)?;
        }
    }
}

/// The questionnaire of a round; `None` where what was published does not pass the checks of this
/// program, which is our own fault and logged: one such round must not hide all others.
pub(super) fn questionnaire_of(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    round: &Round,
) -> Result<Option<Arc<Questionnaire>>, DeskError> {
    match definitions.of_version(connection, network, round.version_id) {
        Ok(questionnaire) => Ok(Some(questionnaire)),
        Err(error @ DefinitionError::Unreadable { .. }) => {
            tracing::error!(round = %round.id, %error, "a round cannot be shown");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether an answer is valid (有効) beside being returned (回収): nobody set it aside, and its agency has confirmed
/// a hearing as it is now. The one place of this rule: tables, lists and boards ask here.
pub(super) fn is_valid(is_hearing: bool, state: ResponseState, is_confirmed: bool) -> bool {
    state != ResponseState::SetAside && (!is_hearing || is_confirmed)
}

/// Whether interviewers write the answers down, and the agency confirms them.
pub(super) fn is_hearing(questionnaire: &Questionnaire) -> bool {
    questionnaire.answered_by == AnsweredBy::Interviewer
}

/// The store's counts as pages show them; `None` where the questionnaire cannot be read.
pub(super) fn shown_counts(counts: &board::RoundCounts, questionnaire: Option<&Questionnaire>) -> RoundCounts {
    let is_hearing = questionnaire.is_some_and(is_hearing);
    let is_counted = |count: &&AnswerCount| is_valid(is_hearing, count.state, count.is_confirmed);
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    RoundCounts {
        invited: number(counts.invited),
        declined: number(counts.declined),
        answered: number(counts.agencies_answered),
        responses: number(counts.responses()),
        valid: number(counts.answers.iter().filter(is_counted).map(|count| count.number).sum()),
        many: questionnaire.is_some_and(takes_many),
    }
}

/// The time zone of a network. One that is not known here must not shut the desk; dates are then Japan's.
pub(super) fn zone_of(network: &Network) -> TimeZone {
    TimeZone::get(&network.time_zone).unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(9)))
}

/// Whether the questionnaire's sheets are good and difficult cases.
pub(super) fn has_cases(questionnaire: &Questionnaire) -> bool {
    feeds(questionnaire, Feed::CaseValence)
}

/// Whether an agency gives several answers.
pub(super) fn takes_many(questionnaire: &Questionnaire) -> bool {
    questionnaire.answers_per_agency == AnswersPerAgency::Many
}

/// Whether a question outside repeats feeds this.
pub(super) fn feeds(questionnaire: &Questionnaire, feed: Feed) -> bool {
    questionnaire.questions().any(|question| question.feeds.contains(&feed))
}
