//! An agency's link, shown again, and replaced by a new one.

use super::{Around, Looking};
use crate::app::desk::DeskError;
use crate::app::links;
use crate::store::audit::Act;
use crate::store::invitations::{self, Opened};
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, InvitationId, NetworkId, StoreError, TokenHash};
use crate::view::board::LinkPage;

/// How the wish for a new link ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reissued {
    /// There is a new one; the old one opens nothing any more.
    Done,
    /// Somebody made a new one since the page was shown.
    Stale,
}

fn opened(connection: &mut Connection, looking: &Looking, agency: AgencyId) -> Result<Opened, DeskError> {
    invitations::of_agency(connection, looking.network.id, looking.round, agency)?.ok_or(DeskError::NotFound)
}

/// The page of the link.
///
/// # Errors
/// [`DeskError::NotFound`] where the agency is not asked in this round.
pub fn page(
    connection: &mut Connection,
    around: Around<'_>,
    looking: &Looking,
    agency: AgencyId,
    told: Option<Reissued>,
) -> Result<LinkPage, DeskError> {
    let Opened { invitation, round, agency, .. } = opened(connection, looking, agency)?;
    let board = format!("/staff/networks/{}/rounds/{}", looking.network.id, round.id);
    let agency_path = format!("{board}/agencies/{}", agency.id);
    let token = links::token(around.key, invitation.id, invitation.issue_number);
    Ok(LinkPage {
        here: format!("{agency_path}/link"),
        agency_path,
        board,
        title: round.title,
        agency: agency.name,
        link: links::address(around.public_url, &token),
        is_open: round.state == RoundState::Open,
        issue: invitation.issue_number,
        is_new: told == Some(Reissued::Done),
        is_stale: told == Some(Reissued::Stale),
        told: "",
    })
}

/// Makes a new link in place of the one of this number.
///
/// # Errors
/// [`DeskError::NotFound`] where the agency is not asked in this round.
pub fn reissue(
    connection: &mut Connection,
    around: Around<'_>,
    looking: &Looking,
    agency: AgencyId,
    issue: i32,
) -> Result<Reissued, DeskError> {
    let invitation = opened(connection, looking, agency)?.invitation;
    let act = Act::by_user(looking.user, looking.now);
    let done = renew(connection, around, (looking.network.id, invitation.id), issue, &act)?;
    Ok(if done { Reissued::Done } else { Reissued::Stale })
}

/// The same for a known invitation; false where somebody made a new link since this one.
///
/// # Errors
/// Those of the database.
pub fn renew(
    connection: &mut Connection,
    around: Around<'_>,
    (network, invitation): (NetworkId, InvitationId),
    issue: i32,
    act: &Act,
) -> Result<bool, StoreError> {
    let next = issue.saturating_add(1);
    // The same button pressed twice made the next one already, which the page then shows.
    let token = TokenHash::of(&links::token(around.key, invitation, next));
    invitations::reissue(connection, network, invitation, next, token, act)
}
