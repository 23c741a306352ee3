//! A case with what is masked in it: as it was decided, else as the program proposes it.

use std::sync::Arc;

use super::{Masker, known};
use crate::analysis::masking::decision::{self, Decision};
use crate::analysis::masking::{FreeText, texts};
use crate::answer::{AnswerDocument, json};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, sheets};
use crate::definition::{Questionnaire, QuestionnaireKind};
use crate::store::masked_cases::{self, MaskedCase, MaskedState};
use crate::store::responses::{self, Response, ResponseState};
use crate::store::{Connection, NetworkId, ResponseId, StoreError, revisions};

/// Where a case stands on its way to those who are not of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The agency has not been asked yet.
    NotAsked,
    /// The agency is asked to agree.
    Asked,
    /// The agency was asked before, and has corrected its answer since.
    AskedAnew,
    /// The masked text may be shown.
    Approved,
    /// The agency does not want it to be shown.
    Withheld,
}

impl Standing {
    /// Where a case stands whose answer has this latest revision.
    pub fn of(stored: Option<&MaskedCase>, latest_revision: i32) -> Self {
        match stored {
            None => Self::NotAsked,
            Some(case) if case.revision == latest_revision => match case.state {
                MaskedState::Prepared => Self::NotAsked,
                MaskedState::Asked => Self::Asked,
                MaskedState::Approved => Self::Approved,
                MaskedState::Withheld => Self::Withheld,
            },
            Some(case) if case.state == MaskedState::Prepared => Self::NotAsked,
            Some(_) => Self::AskedAnew,
        }
    }

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotAsked => "未依頼",
            Self::Asked => "機関が確認中",
            Self::AskedAnew => "訂正後の再確認",
            Self::Approved => "承認済み",
            Self::Withheld => "共有しない",
        }
    }

    /// Whether the agency has something to say to it.
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Asked | Self::AskedAnew)
    }

    /// Whether the agency has been asked, whatever it said.
    pub const fn was_asked(self) -> bool {
        !matches!(self, Self::NotAsked)
    }
}

/// A case with what is masked in it.
pub struct Case {
    /// The answer.
    pub response: Response,
    /// What was answered.
    pub questionnaire: Arc<Questionnaire>,
    /// The answers.
    pub document: AnswerDocument,
    /// The words that were typed.
    pub texts: Vec<FreeText>,
    /// What is masked, and what is shown for a reason.
    pub decisions: Vec<Decision>,
    /// What is kept of it, if anything is: maybe of an earlier revision.
    pub stored: Option<MaskedCase>,
}

impl Case {
    /// The number of the version that is kept; 0 where none is.
    pub fn version(&self) -> i32 {
        self.stored.as_ref().map_or(0, |stored| stored.version)
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        Standing::of(self.stored.as_ref(), self.response.latest_revision)
    }
}

/// Whether the sheets of a questionnaire are cases, which nobody but the office reads unmasked.
pub fn is_case(questionnaire: &Questionnaire) -> bool {
    questionnaire.kind == QuestionnaireKind::Case
}

/// The case that was handed in on a sheet.
///
/// # Errors
/// [`RespondError::NotFound`] where no case was handed in on the sheet, or it is set aside.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    masker: &Masker,
    visit: &Visit,
    sheet: i32,
) -> Result<Case, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let response = status.response.filter(|response| response.state != ResponseState::SetAside);
    let response = response.filter(|_| is_case(&visit.questionnaire)).ok_or(RespondError::NotFound)?;
    of_response(connection, definitions, masker, visit, response)
}

/// Whether a case is still as it was read: the same revision of its answer, the same version of what is masked. Passages
/// are looked for before a transaction begins, since that takes a while; what was found holds if this holds in it.
///
/// # Errors
/// Those of the database.
pub(super) fn is_still(connection: &mut Connection, network: NetworkId, case: &Case) -> Result<bool, StoreError> {
    let response = responses::find(connection, network, case.response.id)?;
    let is_same =
        |now: Response| now.state != ResponseState::SetAside && now.latest_revision == case.response.latest_revision;
    let kept = masked_cases::find(connection, network, case.response.id)?;
    Ok(response.is_some_and(is_same) && kept.map_or(0, |kept| kept.version) == case.version())
}

/// The case of a response.
pub(super) fn of_response(
    connection: &mut Connection,
    definitions: &Definitions,
    masker: &Masker,
    visit: &Visit,
    response: Response,
) -> Result<Case, RespondError> {
    let network = visit.network();
    let number = response.latest_revision;
    let (questionnaire, document) = revision(connection, definitions, visit, (response.id, number))?;
    let stored = masked_cases::find(connection, network, response.id)?;
    let texts = texts(&questionnaire, &document);
    let decisions = match &stored {
        Some(stored) if stored.revision == number => stored.decisions.clone(),
        _ => {
            let known = known(connection, network)?;
            let mut found = Vec::with_capacity(texts.len());
            for text in &texts {
                found.push(masker.find(&text.text, &known)?);
            }
            let mut found = found.into_iter();
            let proposal = decision::propose(&texts, |_| found.next().unwrap_or_default());
            match &stored {
                Some(stored) => {
                    let (old, before) = revision(connection, definitions, visit, (response.id, stored.revision))?;
                    let earlier = crate::analysis::masking::texts(&old, &before);
                    decision::carry_over(proposal, (&stored.decisions, &earlier), &texts)
                }
                None => proposal,
            }
        }
    };
    Ok(Case { response, questionnaire, document, texts, decisions, stored })
}

/// The answers of a revision, with what was asked in it.
fn revision(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (response, number): (ResponseId, i32),
) -> Result<(Arc<Questionnaire>, AnswerDocument), RespondError> {
    let network = visit.network();
    let revision = revisions::find(connection, network, response, number)?.ok_or(RespondError::NotFound)?;
    let questionnaire = definitions.of_version(connection, network, revision.version_id)?;
    let document = json::Reader::new(&questionnaire)
        .document(&revision.document)
        .map_err(|_| RespondError::Unreadable(response))?;
    Ok((questionnaire, document))
}
