//! Stores the town, by the same steps as people take: the office invites, agencies open their link, save and
//! hand in. All in one transaction, so that there is a whole town or none.

use jiff::Timestamp;

use super::DemoError;
use super::prepare::{Prepared, PreparedInvitation, PreparedRound, PreparedSheet};
use crate::app::definitions::Definitions;
use crate::app::respond::submitting::Outcome;
use crate::app::respond::{self, drafting, sheets, submitting};
use crate::app::{ServerKey, links};
use crate::store::agencies::{self, Agency};
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::invitations::{self, InvitationState};
use crate::store::memberships::{self, Role};
use crate::store::networks;
use crate::store::revisions::Channel;
use crate::store::rounds::{self, Round, RoundState};
use crate::store::submissions::Receipt;
use crate::store::users::{self, NewUser};
use crate::store::versions;
use crate::store::{AgencyId, Connection, InvitationId, NetworkId, TokenHash, UserId, codings};

/// What letters are written about.
pub(super) struct Written {
    /// The register.
    pub(super) agencies: Vec<(Agency, Contact)>,
    /// One a round.
    pub(super) rounds: Vec<WrittenRound>,
}

/// A round and those whom it asked.
pub(super) struct WrittenRound {
    pub(super) opened: Timestamp,
    pub(super) round: Round,
    pub(super) minutes: u32,
    pub(super) invitations: Vec<(InvitationId, AgencyId)>,
    /// What was handed in, and when.
    pub(super) receipts: Vec<(InvitationId, AgencyId, Timestamp, Receipt)>,
}

/// Stores the town.
pub(super) fn write(
    connection: &mut Connection,
    definitions: &Definitions,
    key: &ServerKey,
    town: Prepared,
) -> Result<Written, DemoError> {
    let (network, begun) = (town.network.id, Act::by_program(town.begun));
    let coordinator = &town.coordinator;
    networks::add(connection, &town.network, &begun)?;
    let user = NewUser {
        id: coordinator.id,
        mail: &coordinator.mail,
        display_name: &coordinator.name,
        password_hash: &coordinator.password_hash,
    };
    users::add(connection, &user, &begun)?;
    memberships::grant(connection, network, coordinator.id, Role::Coordinator, &begun)?;
    let by_office = Act::by_user(coordinator.id, town.begun);
    for (agency, contact) in &town.agencies {
        agencies::add(connection, network, agency, &by_office)?;
        contacts::add(connection, network, contact, &by_office)?;
    }
    let mut writer = Writer { connection, definitions, key, network, office: coordinator.id };
    let rounds = town.rounds.into_iter().map(|round| writer.round(round)).collect::<Result<_, _>>()?;
    Ok(Written { agencies: town.agencies, rounds })
}

struct Writer<'a> {
    connection: &'a mut Connection,
    definitions: &'a Definitions,
    key: &'a ServerKey,
    network: NetworkId,
    office: UserId,
}

impl Writer<'_> {
    fn round(&mut self, prepared: PreparedRound) -> Result<WrittenRound, DemoError> {
        let by_office = Act::by_user(self.office, prepared.opened);
        let PreparedRound { opened, closed, mut round, minutes, .. } = prepared;
        let version = versions::publish(
            self.connection,
            self.network,
            &prepared.key,
            &prepared.title,
            &prepared.bundle,
            &by_office,
        )?;
        round.version_id = version.id;
        rounds::add(self.connection, self.network, &round, &by_office)?;
        let mut written = WrittenRound { opened, round, minutes, invitations: Vec::new(), receipts: Vec::new() };
        for invitation in prepared.invitations {
            self.invitation(&mut written, &by_office, &invitation)?;
            written.invitations.push((invitation.id, invitation.agency));
        }
        if let Some(closed) = closed {
            written.round.state = RoundState::Closed;
            rounds::update(self.connection, self.network, &written.round, &Act::by_user(self.office, closed))?;
        }
        Ok(written)
    }

    fn invitation(
        &mut self,
        written: &mut WrittenRound,
        by_office: &Act,
        invitation: &PreparedInvitation,
    ) -> Result<(), DemoError> {
        let token = links::token(self.key, invitation.id, 1);
        let (id, round) = (invitation.id, written.round.id);
        invitations::invite(
            self.connection,
            self.network,
            id,
            round,
            invitation.agency,
            TokenHash::of(&token),
            by_office,
        )?;
        for (place, sheet) in invitation.sheets.iter().enumerate() {
            let number = i32::try_from(place + 1).unwrap_or(i32::MAX);
            if let Some(receipt) = self.sheet(&token, number, sheet)? {
                written.receipts.push((id, invitation.agency, sheet.at, receipt));
            }
        }
        if let Some(reason) = &invitation.declined {
            let act = Act::by_invitation(id, written.opened);
            invitations::set_state(self.connection, self.network, id, InvitationState::Declined, Some(reason), &act)?;
        }
        Ok(())
    }

    /// What an agency does behind its link. The receipt, where it handed in.
    fn sheet(&mut self, token: &str, number: i32, sheet: &PreparedSheet) -> Result<Option<Receipt>, DemoError> {
        let visit = respond::open(self.connection, self.definitions, token, sheet.at)?;
        if number > 1 {
            sheets::add(self.connection, &visit, number)?;
        }
        drafting::save_all(self.connection, &visit, number, &sheet.fields)?;
        if !sheet.is_whole {
            return Ok(None);
        }
        match submitting::submit(self.connection, &visit, number, 1, "demo", Channel::Web)? {
            Outcome::Received(receipt) => {
                let act = Act::by_user(self.office, sheet.at);
                for (codebook, code) in &sheet.codings {
                    codings::add(self.connection, self.network, receipt.response_id, codebook, code, &act)?;
                }
                Ok(Some(receipt))
            }
            outcome => Err(DemoError::Answer {
                questionnaire: visit.questionnaire.key.clone(),
                agency: visit.opened.agency.name.clone(),
                reason: format!("not received: {outcome:?}"),
            }),
        }
    }
}
