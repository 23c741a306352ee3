//! Looking an entry through, and handing it in: no check holds it up, what does not agree is kept as written and
//! marked 要確認.

use super::comparing::{self, Choices};
use super::deciding::problem_of_reason;
use super::{answer, entering, place, words};
use crate::answer::{self as answers, RawFields};
use crate::app::definitions::Definitions;
use crate::app::respond::forms::{self, Told};
use crate::app::respond::{RespondError, Visit, declaration, submitting};
use crate::store::audit::Actor;
use crate::store::entering::{Entered, Entering};
use crate::store::entries::{self, Entry, Hand};
use crate::store::invitations::InvitationState;
use crate::store::{Connection, entering as stored};
use crate::view::answers::EntryReviewPage;

/// What is told about a hand-in that did not pass.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The reason as typed.
    pub reason: String,
    /// What is wrong with it.
    pub reason_error: String,
    /// Whether somebody saved since the page was shown.
    pub is_stale: bool,
    /// Whether somebody handed in another answer since the entry was begun.
    pub is_overtaken: bool,
    /// What was chosen of two entries.
    pub choices: Choices,
    /// Whether something is still to be chosen.
    pub is_unchosen: bool,
}

/// How handing in ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedIn {
    /// It is in.
    Received,
    /// Somebody saved since the page was shown, or two answers wait to be chosen from.
    Stale,
    /// Somebody handed in another answer since the entry was begun.
    Overtaken,
    /// A reason is missing or too long: what to do.
    Reason(String),
    /// Of two entries that differ, it is not said for every cell what is to stand.
    Unchosen,
}

/// The page before handing in.
///
/// # Errors
/// [`RespondError::NotFound`] where no entry of this hand is open.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, hand): (i32, Hand),
    typed: &Typed,
) -> Result<EntryReviewPage, RespondError> {
    let entry = entering::open_entry(connection, visit, sheet, hand)?;
    let base = entering::entry_path(visit, hand);
    let review = forms::review_page(connection, definitions, visit, sheet, &base, &Told::default())?;
    let review = review.ok_or(RespondError::NotFound)?;
    let fields: RawFields = serde_json::from_str(&entry.fields)?;
    let second = if hand == Hand::First { comparing::second(connection, visit, &entry)? } else { None };
    let compared = match &second {
        Some(second) => Some(comparing::lines(connection, definitions, visit, (&fields, second), typed)?),
        None => None,
    };
    Ok(EntryReviewPage {
        place: place(visit, sheet),
        entry: base,
        hand: hand.as_str(),
        channel: words::channel(entry.channel),
        checks: answer::checks(visit, &visit.questionnaire, &fields),
        choices: review.choices.len(),
        is_correction: entry.base_revision > 0,
        reason: typed.reason.clone(),
        reason_error: typed.reason_error.clone(),
        standing: review.standing,
        steps: review.steps,
        sections: review.sections,
        is_stale: typed.is_stale,
        is_overtaken: typed.is_overtaken,
        second_by: match &second {
            Some(second) => words::person(connection, Actor::User(second.entered_by))?,
            None => String::new(),
        },
        is_same_person: second.is_some_and(|second| second.entered_by == entry.entered_by),
        unchosen: compared.as_ref().map_or(0, |lines| lines.iter().filter(|line| !line.error.is_empty()).count()),
        compared,
    })
}

/// Hands the entry in as it was seen at `version`.
///
/// # Errors
/// [`RespondError::NotFound`] where no entry is open.
pub fn hand_in(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    version: i32,
    (reason, choices): (&str, &Choices),
) -> Result<HandedIn, RespondError> {
    let entry = entering::open_entry(connection, visit, sheet, Hand::First)?;
    let mut fields: RawFields = serde_json::from_str(&entry.fields)?;
    if entry.version != version || submitting::has_open_choice(&visit.questionnaire, &fields) {
        return Ok(HandedIn::Stale);
    }
    let is_correction = entry.base_revision > 0;
    if let Some(problem) = problem_of_reason(reason, "回答を訂正する理由を入力してください。").filter(|_| is_correction)
    {
        return Ok(HandedIn::Reason(problem));
    }
    if let Some(second) = comparing::second(connection, visit, &entry)?
        && !comparing::choose(visit, &mut fields, &second, choices)?
    {
        return Ok(HandedIn::Unchosen);
    }
    enter(connection, visit, &entry, &fields, Some(reason.trim()).filter(|_| is_correction))
}

fn enter(
    connection: &mut Connection,
    visit: &Visit,
    entry: &Entry,
    fields: &RawFields,
    reason: Option<&str>,
) -> Result<HandedIn, RespondError> {
    let judgement = answers::judge(&visit.questionnaire, fields);
    let document = answers::json::to_json(&visit.questionnaire, &judgement.document).to_string();
    let json = serde_json::to_string(fields)?;
    let entering = Entering {
        entry,
        fields: &json,
        version: visit.opened.version.id,
        document: &document,
        channel: entry.channel,
        reason,
    };
    let (network, act) = (visit.network(), visit.act());
    let entered = stored::enter(connection, network, &entering, &act)?;
    if matches!(entered, Entered::Received(_)) && visit.opened.invitation.state == InvitationState::Declined {
        // Whoever answers does not decline any more.
        declaration::take_back(connection, visit)?;
    }
    if matches!(entered, Entered::Received(_))
        && let Some(second) = entries::open(connection, network, entry.sheet_id, Hand::Second)?
    {
        entries::close(connection, network, &second, "entry.compared", &act)?;
    }
    Ok(match entered {
        Entered::Received(_) => HandedIn::Received,
        Entered::EntryChanged => HandedIn::Stale,
        Entered::AnswerChanged => HandedIn::Overtaken,
    })
}
