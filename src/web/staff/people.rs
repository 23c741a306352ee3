//! `/staff/networks/{network}/people`: who belongs to a network, for its owners.

mod invitations;
mod member;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

pub use invitations::{again, invite, new, take_back};
pub use member::{activate, change_role, deactivate, issue_code, show};

use super::desk::Desk;
use crate::app::people::{self, Handed};
use crate::store::{StoreError, UserId, UserInvitationId};
use crate::view::field::Typed;
use crate::web::state::see_other;
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

/// What was done just now, as the address of the page after it says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

impl Done {
    fn told(&self) -> &'static str {
        if self.done == "mailed" {
            "案内のメールを用意しました。届くまで少しお待ちください。"
        } else {
            ""
        }
    }
}

/// `GET /staff/networks/{network}/people`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn list(state: web::Data<State>, desk: Desk, done: web::Query<Done>) -> Result<HttpResponse, Problem> {
    let (network, looking, now) = (desk.network.clone(), desk.signed.user.id, state.clock.now());
    let by_mail = state.sends_mail;
    let page = state.store.read(move |connection| people::page(connection, &network, looking, by_mail, now)).await;
    let mut page = page.map_err(|error: StoreError| Problem::fault(error))?;
    page.done = done.told();
    desk.page("people", "staff/people/list.html", &page)
}

/// Whether a form wishes for a code by mail.
fn by_mail(typed: &Typed) -> bool {
    typed.one("by") == "mail"
}

/// What follows on a code: the sheet of paper, which is shown once, or `next`, which says that a mail was written.
fn handed(desk: &Desk, handed: &Handed, next: &str) -> Result<HttpResponse, Problem> {
    match handed {
        Handed::OnPaper(sheet) => desk.page("people", "staff/people/code.html", sheet),
        Handed::ByMail => Ok(see_other(format!("{}/{next}?done=mailed", desk.path()))),
    }
}

/// Marks a page on which something is wrong.
fn wrong(mut page: HttpResponse) -> HttpResponse {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    page
}
