//! What the ids in lines of the audit log are called, as far as the network still knows.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::audit::{Actor, Entry};
use super::schema::{agencies, invitations, memberships, responses, rounds, sheets, users};
use super::{AgencyId, Connection, InvitationId, NetworkId, ResponseId, RoundId, SheetId, StoreError, UserId};

/// Names of people, agencies and rounds.
#[derive(Debug, Default)]
pub struct Names {
    /// People of the network.
    pub users: HashMap<UserId, String>,
    /// Things of agencies (`invitation`, `sheet`, `response`, `agency`) by kind and id, with the agency's name.
    pub agencies: HashMap<(&'static str, String), String>,
    /// Rounds with their titles.
    pub rounds: HashMap<RoundId, String>,
}

/// The names that a page of lines needs: the lines are few (hundreds), so are their ids.
///
/// # Errors
/// Those of the database.
pub fn of_entries(connection: &mut Connection, network: NetworkId, entries: &[Entry]) -> Result<Names, StoreError> {
    let people: Vec<(UserId, String)> = memberships::table
        .inner_join(users::table.on(users::id.eq(memberships::user_id)))
        .filter(memberships::network_id.eq(network))
        .select((memberships::user_id, users::display_name))
        .load(connection)?;
    let titles: Vec<(RoundId, String)> =
        rounds::table.filter(rounds::network_id.eq(network)).select((rounds::id, rounds::title)).load(connection)?;
    let mut names =
        Names { users: people.into_iter().collect(), rounds: titles.into_iter().collect(), agencies: HashMap::new() };
    let mut invited: BTreeSet<InvitationId> = ids(entries, "invitation");
    invited.extend(entries.iter().filter_map(|entry| match entry.actor {
        Actor::Invitation(id) | Actor::Interviewer(id) => Some(id),
        Actor::User(_) | Actor::Program => None,
    }));
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let found: Vec<(InvitationId, String)> = invitations::table
        .inner_join(agencies::table.on(agency_of))
        .filter(invitations::network_id.eq(network).and(invitations::id.eq_any(invited)))
        .select((invitations::id, agencies::name))
        .load(connection)?;
    names.add("invitation", found);
    let found: Vec<(AgencyId, String)> = agencies::table
        .filter(agencies::network_id.eq(network).and(agencies::id.eq_any(ids::<AgencyId>(entries, "agency"))))
        .select((agencies::id, agencies::name))
        .load(connection)?;
    names.add("agency", found);
    let invitation_of = invitations::network_id.eq(sheets::network_id).and(invitations::id.eq(sheets::invitation_id));
    let found: Vec<(SheetId, String)> = sheets::table
        .inner_join(invitations::table.on(invitation_of))
        .inner_join(agencies::table.on(agency_of))
        .filter(sheets::network_id.eq(network).and(sheets::id.eq_any(ids::<SheetId>(entries, "sheet"))))
        .select((sheets::id, agencies::name))
        .load(connection)?;
    names.add("sheet", found);
    let sheet_of = sheets::network_id.eq(responses::network_id).and(sheets::id.eq(responses::sheet_id));
    let found: Vec<(ResponseId, String)> = responses::table
        .inner_join(sheets::table.on(sheet_of))
        .inner_join(invitations::table.on(invitation_of))
        .inner_join(agencies::table.on(agency_of))
        .filter(responses::network_id.eq(network).and(responses::id.eq_any(ids::<ResponseId>(entries, "response"))))
        .select((responses::id, agencies::name))
        .load(connection)?;
    names.add("response", found);
    Ok(names)
}

impl Names {
    fn add<T: ToString>(&mut self, kind: &'static str, found: Vec<(T, String)>) {
        self.agencies.extend(found.into_iter().map(|(id, name)| ((kind, id.to_string()), name)));
    }
}

/// The ids of the things of one kind that lines are about.
fn ids<T: std::str::FromStr + Ord>(entries: &[Entry], kind: &str) -> BTreeSet<T> {
    entries
        .iter()
        .filter(|entry| entry.subject_type == kind)
        .filter_map(|entry| entry.subject_id.parse().ok())
        .collect()
}
