//! `/staff/networks/{network}/people`: who belongs to a network, for its owners.

mod invitations;
mod member;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

pub use invitations::{again, invite, new, take_back};
pub use member::{activate, change_role, deactivate, issue_code, show};

use super::desk::Desk;
use crate::app::people;
use crate::store::{StoreError, UserId, UserInvitationId};
use crate::view::people::CodeSheet;
use crate::web::{Problem, State};

/// A form as posted: names and values.
type Pairs = web::Form<Vec<(String, String)>>;

/// The person in an address.
#[derive(Debug, Deserialize)]
pub struct PersonPath {
    person: String,
}

impl PersonPath {
    fn id(&self) -> Result<UserId, Problem> {
        self.person.parse().map_err(|_| Problem::NotFound)
    }
}

/// The invitation of a person in an address.
#[derive(Debug, Deserialize)]
pub struct InvitedPath {
    invited: String,
}

impl InvitedPath {
    fn id(&self) -> Result<UserInvitationId, Problem> {
        self.invited.parse().map_err(|_| Problem::NotFound)
    }
}

/// `GET /staff/networks/{network}/people`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn list(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (network, looking, now) = (desk.network.clone(), desk.signed.user.id, state.clock.now());
    let page = state.store.read(move |connection| people::page(connection, &network, looking, now)).await;
    desk.page("people", "staff/people/list.html", &page.map_err(|error: StoreError| Problem::fault(error))?)
}

/// A sheet of paper with a code. It is shown once: only the code's hash is kept.
fn sheet(desk: &Desk, sheet: &CodeSheet) -> Result<HttpResponse, Problem> {
    desk.page("people", "staff/people/code.html", sheet)
}

/// Marks a page on which something is wrong.
fn wrong(mut page: HttpResponse) -> HttpResponse {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    page
}
