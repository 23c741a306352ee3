//! Invitations: a round and one agency, with the personal link.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::agencies::Agency;
use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe, enum_column};
use super::connection::on_each_backend;
use super::networks::Network;
use super::rounds::{Round, RoundState};
use super::schema::{agencies, invitations, networks, questionnaire_versions, rounds};
use super::versions::Version;
use super::{AgencyId, Connection, InvitationId, NetworkId, RoundId, StoreError, TokenHash, sheets};

enum_column! {
    /// What the agency has said to the invitation as a whole. How far its answers are is a
    /// matter of its sheets.
    InvitationState {
        /// Nothing yet.
        Invited = "invited",
        /// That all its answers are in (すべて提出しました).
        Finished = "finished",
        /// That it does not answer (辞退).
        Declined = "declined",
    }
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The round.
    pub round_id: RoundId,
    /// The agency that is asked.
    pub agency_id: AgencyId,
    /// The number of the link: each new issue kills the one before.
    pub issue_number: i32,
    /// What the agency has said.
    pub state: InvitationState,
    /// Why it declined.
    pub declined_reason: Option<String>,
    /// When a person first did something behind the link. Fetching the page is not enough: mail
    /// gateways do that.
    #[diesel(deserialize_as = Maybe<At>)]
    pub first_action_at: Option<Timestamp>,
}

/// What a personal link opens.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Opened {
    /// The network, whose id all further look-ups need.
    #[diesel(embed)]
    pub network: Network,
    /// The invitation itself.
    #[diesel(embed)]
    pub invitation: Invitation,
    /// Its round.
    #[diesel(embed)]
    pub round: Round,
    /// The agency that is asked.
    #[diesel(embed)]
    pub agency: Agency,
    /// The version that it is asked.
    #[diesel(embed)]
    pub version: Version,
}

/// Invites an agency to a round by the first issue of its link, and lays its first sheet out.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where the agency is invited already, or that
/// [`StoreError::is_missing_reference`] where the network has no such round or agency.
pub fn invite(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
    round: RoundId,
    agency: AgencyId,
    token: TokenHash,
    act: &Act,
) -> Result<Invitation, StoreError> {
    let invitation = Invitation {
        id,
        round_id: round,
        agency_id: agency,
        issue_number: 1,
        state: InvitationState::Invited,
        declined_reason: None,
        first_action_at: None,
    };
    diesel::insert_into(invitations::table)
        .values((
            invitations::network_id.eq(network),
            invitations::id.eq(id),
            invitations::round_id.eq(round),
            invitations::agency_id.eq(agency),
            invitations::issue_number.eq(invitation.issue_number),
            invitations::token_sha256.eq(token),
            invitations::state.eq(invitation.state),
            invitations::created_at.eq(At::from(act.at)),
            invitations::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    record(connection, network, id, act, "invitation.added", &json!({}))?;
    sheets::add(connection, network, id, act)?;
    Ok(invitation)
}

/// Replaces the link by issue `issue_number`, which must be one more than the present one; false
/// where it is not, since someone else re-issued it meanwhile.
///
/// # Errors
/// Those of the database.
pub fn reissue(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
    issue_number: i32,
    token: TokenHash,
    act: &Act,
) -> Result<bool, StoreError> {
    let present = invitations::table.find((network, id)).filter(invitations::issue_number.eq(issue_number - 1));
    let changed = diesel::update(present)
        .set((
            invitations::issue_number.eq(issue_number),
            invitations::token_sha256.eq(token),
            invitations::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, id, act, "invitation.reissued", &json!({ "issue": issue_number }))?;
    }
    Ok(changed > 0)
}

/// Everything that the holder of a link needs at once, by one look-up.
///
/// # Errors
/// Those of the database.
pub fn by_token(connection: &mut Connection, token: TokenHash) -> Result<Option<Opened>, StoreError> {
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let version_of = questionnaire_versions::network_id
        .eq(rounds::network_id)
        .and(questionnaire_versions::id.eq(rounds::version_id));
    let opened = on_each_backend!(connection, inner => invitations::table
        .inner_join(networks::table.on(networks::id.eq(invitations::network_id)))
        .inner_join(rounds::table.on(round_of))
        .inner_join(agencies::table.on(agency_of))
        .inner_join(questionnaire_versions::table.on(version_of))
        .filter(invitations::token_sha256.eq(token))
        .select(Opened::as_select())
        .get_result(inner));
    Ok(opened.optional()?)
}

/// The same for an agency in a round, as the office sees it; `None` where it is not invited.
///
/// # Errors
/// Those of the database.
pub fn of_agency(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    agency: AgencyId,
) -> Result<Option<Opened>, StoreError> {
    let invited = invitations::table
        .filter(invitations::network_id.eq(network))
        .filter(invitations::round_id.eq(round).and(invitations::agency_id.eq(agency)))
        .select(invitations::id)
        .get_result(connection)
        .optional()?;
    invited.map_or(Ok(None), |id| by_id(connection, network, id))
}

/// The same for an invitation of this id.
///
/// # Errors
/// Those of the database.
pub fn by_id(connection: &mut Connection, network: NetworkId, id: InvitationId) -> Result<Option<Opened>, StoreError> {
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let version_of = questionnaire_versions::network_id
        .eq(rounds::network_id)
        .and(questionnaire_versions::id.eq(rounds::version_id));
    Ok(invitations::table
        .inner_join(networks::table.on(networks::id.eq(invitations::network_id)))
        .inner_join(rounds::table.on(round_of))
        .inner_join(agencies::table.on(agency_of))
        .inner_join(questionnaire_versions::table.on(version_of))
        .filter(invitations::network_id.eq(network).and(invitations::id.eq(id)))
        .select(Opened::as_select())
        .get_result(connection)
        .optional()?)
}

/// Whether the link that opened this still does: it was not replaced, and the round not closed. Cheaper than to
/// open it again.
///
/// # Errors
/// Those of the database.
pub fn still_opens(connection: &mut Connection, opened: &Opened) -> Result<bool, StoreError> {
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let state = on_each_backend!(connection, inner => invitations::table
        .inner_join(rounds::table.on(round_of))
        .filter(invitations::network_id.eq(opened.network.id).and(invitations::id.eq(opened.invitation.id)))
        .filter(invitations::issue_number.eq(opened.invitation.issue_number))
        .select(rounds::state)
        .get_result::<RoundState>(inner));
    Ok(state.optional()? == Some(RoundState::Open))
}

/// The invitation of this id.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
) -> Result<Option<Invitation>, StoreError> {
    Ok(invitations::table.find((network, id)).select(Invitation::as_select()).get_result(connection).optional()?)
}

/// The agencies that are invited to a round, by id.
///
/// # Errors
/// Those of the database.
pub fn agencies_of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<AgencyId>, StoreError> {
    Ok(invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .order(invitations::agency_id)
        .select(invitations::agency_id)
        .load(connection)?)
}

/// Notes the moment of the first action behind the link; later calls change nothing.
///
/// # Errors
/// Those of the database.
pub fn note_first_action(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
    act: &Act,
) -> Result<(), StoreError> {
    let untouched = invitations::table.find((network, id)).filter(invitations::first_action_at.is_null());
    let first =
        diesel::update(untouched).set(invitations::first_action_at.eq(Some(At::from(act.at)))).execute(connection)?;
    if first > 0 {
        record(connection, network, id, act, "invitation.opened", &json!({}))?;
    }
    Ok(())
}

/// Sets what the agency says to the invitation, with its reason for declining.
///
/// # Errors
/// Those of the database.
pub fn set_state(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
    state: InvitationState,
    declined_reason: Option<&str>,
    act: &Act,
) -> Result<bool, StoreError> {
    let changed = diesel::update(invitations::table.find((network, id)))
        .set((
            invitations::state.eq(state),
            invitations::declined_reason.eq(declined_reason),
            invitations::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        note_first_action(connection, network, id, act)?;
        record(connection, network, id, act, "invitation.state_changed", &json!({ "state": state.as_str() }))?;
    }
    Ok(changed > 0)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    id: InvitationId,
    act: &Act,
    action: &str,
    details: &serde_json::Value,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("invitation", id), details)
}
