//! Opening a round: every chosen agency is invited in one transaction. Agencies that are added later go the
//! same way.

use super::setup::Setup;
use super::{Outcome, changed_meanwhile, settings, whom};
use crate::app::desk::DeskError;
use crate::app::invitation_mail::{self, Mailing, Queued};
use crate::app::links;
use crate::app::server_key::ServerKey;
use crate::store::audit::Act;
use crate::store::rounds::{self, Round, RoundState};
use crate::store::{AgencyId, Connection, InvitationId, TokenHash, agencies};
use crate::store::{invitations, reminders};
use crate::view::field::{FieldProblem, Typed};

/// Who was invited, and by how many mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// How many agencies.
    pub agencies: usize,
    /// The mails; none where no mail is sent.
    pub queued: Queued,
}

/// Opens the draft and invites the agencies chosen for it; those archived meanwhile are left out. Links take
/// answers from the day that the round opens on: today, where it names none. `mailing` is `None` where no mail is sent.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is no draft any more.
pub fn open(
    connection: &mut Connection,
    key: &ServerKey,
    mailing: Option<&Mailing<'_>>,
    setup: &Setup,
    edition: i32,
    act: &Act,
) -> Result<Outcome<Asked>, DeskError> {
    if !setup.is_draft() {
        return Err(DeskError::NotFound);
    }
    let missing = settings::missing(setup);
    if !missing.is_empty() {
        return Ok(Outcome::Refused(missing.into_iter().map(|step| FieldProblem::of_page(step.message)).collect()));
    }
    let network = setup.network.id;
    let asked = agencies::of_network(connection, network)?;
    let present = |id: &&AgencyId| asked.iter().any(|agency| agency.id == **id && agency.archived_at.is_none());
    let chosen: Vec<AgencyId> = setup.chosen.iter().filter(present).copied().collect();
    if chosen.is_empty() {
        return Ok(Outcome::Refused(whom::nobody()));
    }
    let round = Round {
        state: RoundState::Open,
        opens_on: setup.round.opens_on.or(Some(setup.today)),
        edition,
        ..setup.round.clone()
    };
    if !rounds::change(connection, network, &round, "round.opened", act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    rounds::choose(connection, network, round.id, &[])?;
    reminders::begin_anew(connection, network, round.id, act)?;
    invite_all(connection, key, mailing, &Setup { round, ..setup.clone() }, &chosen, act).map(Outcome::Done)
}

/// Invites the ticked agencies to a round that is open.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not open.
pub fn add_agencies(
    connection: &mut Connection,
    key: &ServerKey,
    mailing: Option<&Mailing<'_>>,
    setup: &Setup,
    typed: &Typed,
    edition: i32,
    act: &Act,
) -> Result<Outcome<Asked>, DeskError> {
    if setup.round.state != RoundState::Open {
        return Err(DeskError::NotFound);
    }
    let added = whom::ticked(connection, setup, typed)?;
    if added.is_empty() {
        return Ok(Outcome::Refused(whom::nobody()));
    }
    let round = Round { edition, ..setup.round.clone() };
    if !rounds::change(connection, setup.network.id, &round, "round.agencies_added", act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    invite_all(connection, key, mailing, setup, &added, act).map(Outcome::Done)
}

/// Invites these agencies: the one place where invitations to a round begin.
fn invite_all(
    connection: &mut Connection,
    key: &ServerKey,
    mailing: Option<&Mailing<'_>>,
    setup: &Setup,
    chosen: &[AgencyId],
    act: &Act,
) -> Result<Asked, DeskError> {
    let all = agencies::of_network(connection, setup.network.id)?;
    let mut invited = Vec::new();
    for agency in all.iter().filter(|agency| chosen.contains(&agency.id)) {
        let id = InvitationId::new(act.at);
        let token = TokenHash::of(&links::token(key, id, 1));
        invitations::invite(connection, setup.network.id, id, setup.round.id, agency.id, token, act)?;
        invited.push((id, agency));
    }
    let queued = match mailing {
        Some(mailing) => invitation_mail::queue(connection, mailing, setup, &invited, act)?,
        None => Queued::default(),
    };
    Ok(Asked { agencies: invited.len(), queued })
}
