//! What an agency says to the masked version of its case, and what the office changes in it.

use super::editing::{self, Typed, Wrong};
use super::{Case, Masker, Standing, case};
use crate::analysis::masking::decision::{Decision, Origin};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, Visitor};
use crate::store::Connection;
use crate::store::masked_cases::{self, MaskedState, NewVersion};

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To keep what is masked, and look at it again.
    Keep,
    /// The agency agrees.
    Approve,
    /// The agency does not want it to be shown.
    Withhold,
    /// The office asks the agency.
    Ask,
    /// The office has heard by telephone or on paper that the agency agrees.
    HeardApproval,
}

impl Wish {
    /// By the value of the button that was pressed; whoever presses none keeps what was typed.
    pub fn of_button(value: &str) -> Self {
        match value {
            "approve" => Self::Approve,
            "withhold" => Self::Withhold,
            "ask" => Self::Ask,
            "heard" => Self::HeardApproval,
            _ => Self::Keep,
        }
    }

    fn is_of(self, visitor: Visitor) -> bool {
        match visitor {
            Visitor::Agency => matches!(self, Self::Keep | Self::Approve | Self::Withhold),
            Visitor::Office { .. } => matches!(self, Self::Keep | Self::Ask | Self::HeardApproval),
            Visitor::Interviewer(_) => false,
        }
    }
}

/// How it ended.
#[derive(Debug, Clone)]
pub enum Said {
    /// It is noted.
    Done(Wish),
    /// What is masked was changed by the same form: it is kept, and has to be looked at before it is agreed to.
    LookAgain,
    /// Somebody changed it, or the answer was corrected, since the page was shown.
    Stale,
    /// Something is to be mended first.
    Wrong(Wrong),
}

/// Who brings in what a visitor masks.
pub(super) fn origin(visit: &Visit) -> Origin {
    if visit.is_office() { Origin::Office } else { Origin::Agency }
}

/// The case on a sheet, for its agency (once it was asked) or the office.
///
/// # Errors
/// [`RespondError::NotFound`] where there is none for this visitor.
pub fn case_for(
    connection: &mut Connection,
    definitions: &Definitions,
    masker: &Masker,
    visit: &Visit,
    sheet: i32,
) -> Result<Case, RespondError> {
    if visit.is_interviewer() {
        return Err(RespondError::NotFound);
    }
    let case = case::read(connection, definitions, masker, visit, sheet)?;
    if !visit.is_office() && !case.standing().was_asked() {
        return Err(RespondError::NotFound);
    }
    Ok(case)
}

/// Does what a form asks for, in the transaction that begins after `case` was read: nothing is done where it is not as
/// it was read. The letter to the agency, where one is asked for, is the caller's.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such case for this visitor, or nothing this visitor may wish.
pub fn say(
    connection: &mut Connection,
    visit: &Visit,
    case: &Case,
    wish: Wish,
    typed: &Typed,
) -> Result<Said, RespondError> {
    if !wish.is_of(visit.visitor) {
        return Err(RespondError::NotFound);
    }
    if !super::case::is_still(connection, visit.network(), case)? {
        return Ok(Said::Stale);
    }
    // Where nothing is kept yet, a proposal may be another one than the page showed: the register knows another name.
    if typed.seen() != (case.version(), case.response.latest_revision) || !typed.is_about(&case.decisions) {
        return Ok(Said::Stale);
    }
    let decisions = match editing::read(case, typed, origin(visit)) {
        Ok(decisions) => decisions,
        Err(wrong) => return Ok(Said::Wrong(wrong)),
    };
    let is_changed = decisions != case.decisions;
    let (state, note) = match (wish, visit.is_office()) {
        (Wish::Withhold, _) => match editing::note(typed, None) {
            Ok(note) => (MaskedState::Withheld, note),
            Err(wrong) => return Ok(Said::Wrong(wrong)),
        },
        (Wish::Approve, _) if !is_changed => (MaskedState::Approved, ""),
        (Wish::HeardApproval, _) if !is_changed => {
            let missing =
                "いつ、どなたから、どのように承認を受けたかを入力してください（例：11月20日に相談係の方から電話で）。";
            match editing::note(typed, Some(missing)) {
                Ok(note) => (MaskedState::Approved, note),
                Err(wrong) => return Ok(Said::Wrong(wrong)),
            }
        }
        (Wish::Ask, _) => (MaskedState::Asked, ""),
        // Who has said no is not asked again by a mended mask: only by being asked.
        (Wish::Keep | Wish::HeardApproval, _) if case.standing() == Standing::Withheld => {
            (MaskedState::Withheld, case.stored.as_ref().map_or("", |kept| kept.note.as_str()))
        }
        _ if case.standing() == Standing::NotAsked => (MaskedState::Prepared, ""),
        // What is changed after the agency has agreed, the agency has to agree to.
        _ => (MaskedState::Asked, ""),
    };
    let is_of_revision = case.stored.as_ref().is_some_and(|kept| kept.revision == case.response.latest_revision);
    if wish == Wish::Keep && !is_changed && is_of_revision {
        return Ok(Said::Done(wish));
    }
    let is_kept = keep(connection, visit, case, (state, &decisions, note))?;
    Ok(match wish {
        _ if !is_kept => Said::Stale,
        Wish::Approve | Wish::HeardApproval if is_changed => Said::LookAgain,
        _ => Said::Done(wish),
    })
}

/// Keeps a version of a case; false where somebody kept another one since.
pub(in crate::app) fn keep(
    connection: &mut Connection,
    visit: &Visit,
    case: &Case,
    (state, decisions, note): (MaskedState, &[Decision], &str),
) -> Result<bool, RespondError> {
    let (response, revision) = (case.response.id, case.response.latest_revision);
    let new = NewVersion { response, revision, state, decisions, note };
    Ok(masked_cases::save(connection, visit.network(), case.version(), new, &visit.act())?)
}
