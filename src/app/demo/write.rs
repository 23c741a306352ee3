//! Stores the town, by the same steps as people take: the office invites, agencies open their link, save and
//! hand in. All in one transaction, so that there is a whole town or none.

use jiff::Timestamp;

use super::DemoError;
use super::letters::{Invited, Letters};
use super::masking::{self, Progress};
use super::prepare::{Prepared, PreparedInvitation, PreparedRound, PreparedSheet};
use super::readers::Circle;
use crate::app::definitions::Definitions;
use crate::app::masking::{Masker, case::is_case};
use crate::app::respond::submitting::Outcome;
use crate::app::respond::{self, drafting, sheets, submitting};
use crate::app::rounds::{Setup, copying};
use crate::app::{ServerKey, links, receipt_mail};
use crate::store::agencies::{self, Agency};
use crate::store::audit::Act;
use crate::store::codings::{self, NewCoding};
use crate::store::contacts::{self, Contact};
use crate::store::invitations::{self, InvitationState};
use crate::store::memberships::{self, Role};
use crate::store::networks::{self, Network};
use crate::store::revisions::Channel;
use crate::store::rounds::{self, Round, RoundPlan, RoundState};
use crate::store::theme_summaries::{self, NewSummary};
use crate::store::users::{self, NewUser};
use crate::store::versions;
use crate::store::{Connection, NetworkId, TokenHash, UserId, shared_resources};

/// Stores the town.
pub(super) fn write(
    connection: &mut Connection,
    (definitions, masker): (&Definitions, &Masker),
    key: &ServerKey,
    letters: &Letters,
    town: Prepared,
) -> Result<(), DemoError> {
    let (network, begun) = (town.network.id, Act::by_program(town.begun));
    let coordinator = &town.coordinator;
    networks::add(connection, &town.network, &begun)?;
    let readers = town.readers.iter().map(|reader| (reader, Role::Coder));
    for (person, role) in std::iter::once((coordinator, Role::Owner)).chain(readers) {
        let user = NewUser {
            id: person.id,
            mail: &person.mail,
            display_name: &person.name,
            password_hash: &person.password_hash,
        };
        users::add(connection, &user, &begun)?;
        memberships::grant(connection, network, person.id, role, &begun)?;
    }
    let readers: Vec<UserId> = town.readers.iter().map(|reader| reader.id).collect();
    let by_office = Act::by_user(coordinator.id, town.begun);
    for (agency, contact) in &town.agencies {
        agencies::add(connection, network, agency, &by_office)?;
        contacts::add(connection, network, contact, &by_office)?;
    }
    let (register, office) = (&town.agencies, coordinator.id);
    let town_network = &town.network;
    let mut writer = Writer {
        connection,
        definitions,
        masker,
        key,
        network,
        town: town_network,
        register,
        letters,
        office,
        cases: 0,
    };
    shared_resources::share(writer.connection, network, office, &by_office)?;
    let newest = town.rounds.iter().map(|round| round.opened).max().unwrap_or(town.begun);
    let rounds = town.rounds.into_iter().map(|round| writer.round(round)).collect::<Result<Vec<_>, _>>()?;
    writer.next_round(&rounds, newest)?;
    let circle = Circle { network, office, readers: &readers };
    circle.read(connection, definitions, &Act::by_user(office, newest))
}

struct Writer<'a> {
    connection: &'a mut Connection,
    definitions: &'a Definitions,
    masker: &'a Masker,
    key: &'a ServerKey,
    network: NetworkId,
    town: &'a Network,
    register: &'a [(Agency, Contact)],
    letters: &'a Letters,
    office: UserId,
    /// How many cases were handed in.
    cases: usize,
}

impl Writer<'_> {
    fn round(&mut self, prepared: PreparedRound) -> Result<Round, DemoError> {
        let by_office = Act::by_user(self.office, prepared.opened);
        let PreparedRound { closed, mut round, minutes, .. } = prepared;
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
        let plan = RoundPlan {
            meeting: Some(self.letters.meeting.clone()),
            emergency: Some(self.letters.emergency.clone()),
            ..RoundPlan::default()
        };
        rounds::set_plan(self.connection, self.network, round.id, &plan)?;
        let sheets = prepared.invitations.iter().flat_map(|invitation| &invitation.sheets);
        let last = sheets.map(|sheet| sheet.at).max().unwrap_or(prepared.opened);
        for invitation in prepared.invitations {
            self.invitation(&round, minutes, &by_office, &invitation)?;
        }
        for (question, words) in &prepared.summaries {
            let new = NewSummary { round: round.id, question, seen: 0, words, by: self.office };
            theme_summaries::write(self.connection, self.network, &new, &Act::by_user(self.office, last))?;
        }
        if let Some(closed) = closed {
            round.state = RoundState::Closed;
            rounds::update(self.connection, self.network, &round, &Act::by_user(self.office, closed))?;
        }
        Ok(round)
    }

    /// Next year's round is being prepared from the first that is open.
    fn next_round(&mut self, rounds: &[Round], at: Timestamp) -> Result<(), DemoError> {
        let Some(last) = rounds.iter().find(|round| round.state == RoundState::Open) else { return Ok(()) };
        let setup = Setup::read(self.connection, self.definitions, self.town, last.id, at)?;
        copying::copy(self.connection, &setup, &Act::by_user(self.office, at))?;
        Ok(())
    }

    fn invitation(
        &mut self,
        round: &Round,
        minutes: u32,
        by_office: &Act,
        invitation: &PreparedInvitation,
    ) -> Result<(), DemoError> {
        let token = links::token(self.key, invitation.id, 1);
        let id = invitation.id;
        invitations::invite(
            self.connection,
            self.network,
            id,
            round.id,
            invitation.agency,
            TokenHash::of(&token),
            by_office,
        )?;
        if let Some((agency, contact)) = self.register.iter().find(|(agency, _)| agency.id == invitation.agency) {
            let invited = Invited { round, minutes, invitation: id, agency, contact };
            self.letters.invite(self.connection, self.town, &invited, by_office)?;
        }
        for (place, sheet) in invitation.sheets.iter().enumerate() {
            let number = i32::try_from(place + 1).unwrap_or(i32::MAX);
            self.sheet(&token, number, sheet)?;
        }
        if let Some(reason) = &invitation.declined {
            let act = Act::by_invitation(id, by_office.at);
            invitations::set_state(self.connection, self.network, id, InvitationState::Declined, Some(reason), &act)?;
        }
        Ok(())
    }

    /// What an agency does behind its link.
    fn sheet(&mut self, token: &str, number: i32, sheet: &PreparedSheet) -> Result<(), DemoError> {
        let visit = respond::open(self.connection, self.definitions, token, sheet.at)?;
        if number > 1 {
            sheets::add(self.connection, &visit, number)?;
        }
        drafting::save_all(self.connection, &visit, number, &sheet.fields)?;
        if !sheet.is_whole {
            return Ok(());
        }
        match submitting::submit(self.connection, &visit, number, 1, "demo", Channel::Web)? {
            Outcome::Received(receipt) => {
                let act = Act::by_user(self.office, sheet.at);
                for (codebook, code) in &sheet.codings {
                    let new = NewCoding::of_whole(receipt.response_id, receipt.revision, codebook, code);
                    codings::give(self.connection, self.network, &new, &act)?;
                }
                let templates = &self.letters.templates;
                receipt_mail::queue(self.connection, templates, &visit, number, &receipt)?;
                if is_case(&visit.questionnaire) {
                    let progress = Progress::of(self.cases, number);
                    self.cases += 1;
                    let know = (self.definitions, self.masker);
                    masking::go(self.connection, know, (&visit, self.office), (number, progress))?;
                }
                Ok(())
            }
            outcome => Err(DemoError::Answer {
                questionnaire: visit.questionnaire.key.clone(),
                agency: visit.opened.agency.name.clone(),
                reason: format!("not received: {outcome:?}"),
            }),
        }
    }
}
