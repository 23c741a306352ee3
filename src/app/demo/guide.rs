//! Where to go in a demo: the coordinator's page, and one agency's link for each questionnaire.

use super::{Demo, DemoError};
use crate::app::links;
use crate::store::board::{self, BoardRow};
use crate::store::invitations::InvitationState;
use crate::store::rounds::RoundState;
use crate::store::sheets::SheetState;
use crate::store::{Connection, StoreError, networks, rounds};

/// Where to go.
#[derive(Debug)]
pub struct Guide {
    /// The coordinator's address.
    pub staff: String,
    /// In the order in which the rounds were made.
    pub links: Vec<Link>,
}

/// One agency's personal link.
#[derive(Debug)]
pub struct Link {
    /// The round.
    pub title: String,
    /// The agency.
    pub agency: String,
    /// The link's address.
    pub address: String,
}

impl Demo {
    /// Where to go, once the site is at `public_url`. Where one is left, the agency of a link has not begun to
    /// answer, so that everything can be tried from the start.
    ///
    /// # Errors
    /// Those of the database.
    pub fn guide(&self, public_url: &str) -> Result<Guide, DemoError> {
        let found = self.store.read_blocking(found)?;
        let link = |(title, row): (String, BoardRow)| {
            let token = links::token(&self.key, row.invitation.id, row.invitation.issue_number);
            Link { title, agency: row.agency.name, address: links::address(public_url, &token) }
        };
        Ok(Guide { staff: format!("{public_url}/staff"), links: found.into_iter().map(link).collect() })
    }
}

fn found(connection: &mut Connection) -> Result<Vec<(String, BoardRow)>, StoreError> {
    let mut found = Vec::new();
    for network in networks::all(connection)? {
        let mut rounds = rounds::of_network(connection, network.id)?;
        rounds.reverse();
        for round in rounds.into_iter().filter(|round| round.state == RoundState::Open) {
            let rows = board::of_round(connection, network.id, round.id)?;
            if let Some(row) = rows.into_iter().min_by_key(worth) {
                found.push((round.title, row));
            }
        }
    }
    Ok(found)
}

/// The smaller, the more is left to try.
fn worth(row: &BoardRow) -> u8 {
    if row.invitation.state != InvitationState::Invited {
        return 3;
    }
    let states = row.sheets.iter().map(crate::store::sheets::SheetStatus::state);
    let of_sheet = |state| match state {
        SheetState::NotStarted => 0,
        SheetState::InProgress => 1,
        SheetState::Answered(_) => 2,
    };
    states.map(of_sheet).max().unwrap_or(0)
}
