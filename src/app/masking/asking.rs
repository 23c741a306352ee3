//! Asking agencies to agree to the masked versions of their cases.

use std::collections::BTreeMap;

use super::{Case, Masker, approving, case};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, Visitor, visit};
use crate::app::{contact_letters, letterhead};
use crate::assets::Templates;
use crate::mail::MaskingCheck;
use crate::store::audit::Act;
use crate::store::entries::Hand;
use crate::store::masked_cases::MaskedState;
use crate::store::outbox::Purpose;
use crate::store::responses::{self, Response, ResponseState};
use crate::store::{Connection, InvitationId, NetworkId, ResponseId, StoreError, UserId, invitations, sheets};

/// How many cases were asked about, of how many agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Cases.
    pub cases: usize,
    /// Agencies, each round by itself.
    pub agencies: usize,
}

/// A case that an agency is to be asked about.
pub struct ToAsk {
    visit: Visit,
    case: Case,
}

/// Those of these cases that have not been asked for yet, with what is proposed to be masked. Cases that are none or are
/// set aside are passed over. Takes a moment: to be read before the transaction of [`ask`] begins.
///
/// # Errors
/// Those of the database and of definitions.
pub fn to_ask(
    connection: &mut Connection,
    (definitions, masker): (&Definitions, &Masker),
    (network, user): (NetworkId, UserId),
    cases: &[ResponseId],
    act: &Act,
) -> Result<Vec<ToAsk>, RespondError> {
    let mut all = Vec::new();
    for id in cases {
        let Some(response) = responses::find(connection, network, *id)? else { continue };
        if response.state == ResponseState::SetAside {
            continue;
        }
        let Some((visit, _)) = visit_of(connection, definitions, (network, user), &response, act)? else { continue };
        let case = case::of_response(connection, definitions, masker, &visit, response)?;
        if !case.standing().was_asked() {
            all.push(ToAsk { visit, case });
        }
    }
    Ok(all)
}

/// Asks for these cases; each agency gets one mail a round, where mail is sent. Cases that are not as they were read any
/// more are passed over.
///
/// # Errors
/// Those of the database and of definitions.
pub fn ask(
    connection: &mut Connection,
    templates: Option<&Templates>,
    cases: Vec<ToAsk>,
) -> Result<Asked, RespondError> {
    let mut asked = BTreeMap::<InvitationId, (Visit, usize)>::new();
    for ToAsk { visit, case } in cases {
        let is_there = sheets::find(connection, visit.network(), case.response.sheet_id)?
            .is_some_and(|sheet| sheet.removed_at.is_none());
        if !is_there || !case::is_still(connection, visit.network(), &case)? {
            continue;
        }
        if approving::keep(connection, &visit, &case, (MaskedState::Asked, &case.decisions, ""))? {
            asked.entry(visit.opened.invitation.id).or_insert((visit, 0)).1 += 1;
        }
    }
    if let Some(templates) = templates {
        for (visit, number) in asked.values() {
            queue_letter(connection, templates, visit, *number)?;
        }
    }
    Ok(Asked { cases: asked.values().map(|(_, number)| number).sum(), agencies: asked.len() })
}

/// The office's visit to the answers that a case belongs to, and the number of its sheet; `None` where it is no case,
/// or its sheet was removed.
pub(super) fn visit_of(
    connection: &mut Connection,
    definitions: &Definitions,
    (network, user): (NetworkId, UserId),
    response: &Response,
    act: &Act,
) -> Result<Option<(Visit, i32)>, RespondError> {
    let Some(sheet) = sheets::find(connection, network, response.sheet_id)? else { return Ok(None) };
    let Some(opened) = invitations::by_id(connection, network, sheet.invitation_id)? else { return Ok(None) };
    let visitor = Visitor::Office { user, hand: Hand::First };
    let visit = visit::of_opened(connection, definitions, opened, visitor, act.at)?;
    let is_case = case::is_case(&visit.questionnaire) && sheet.removed_at.is_none();
    Ok(is_case.then_some((visit, sheet.number)))
}

/// Puts the letter that asks an agency to agree into the outbox, one to each contact with an address.
///
/// # Errors
/// Those of the database.
pub fn queue_letter(
    connection: &mut Connection,
    templates: &Templates,
    visit: &Visit,
    cases: usize,
) -> Result<(), StoreError> {
    let sender = letterhead::sender(&visit.opened.network, Some(&visit.opened.round));
    let write = |contact: &crate::store::contacts::Contact| {
        MaskingCheck { heading: contact_letters::heading(visit, &sender, contact), cases }.letter(templates)
    };
    contact_letters::queue(connection, visit, Purpose::MaskingCheck, write)
}
