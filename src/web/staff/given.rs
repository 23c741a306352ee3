//! Cases at a reader's desk: those given to them, and nothing else.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::app::given_cases;
use crate::store::ResponseId;
use crate::view::given::GivenCase;
use crate::web::{Problem, State};

/// A case, in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Clone, Deserialize)]
pub struct CasePath {
    case: String,
}

/// What a reader finds first.
#[derive(Debug, Serialize)]
struct GivenView {
    cases: Vec<GivenCase>,
}

/// The first page of a reader: the cases given to them.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn list(state: &Data<State>, desk: &Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, user, now) = (state.clone(), desk.network.id, desk.signed.user.id, state.clock.now());
    let cases = state
        .store
        .read(move |connection| given_cases::list(connection, &shared.definitions, network, user, now))
        .await?;
    desk.page("rounds", "staff/given/list.html", &GivenView { cases })
}

/// `GET /staff/networks/{network}/given/{case}`
///
/// # Errors
/// [`Problem::NotFound`] where the case was not given to this person.
pub async fn show(state: Data<State>, desk: Desk, path: Path<CasePath>) -> Result<HttpResponse, Problem> {
    let case: ResponseId = path.case.parse().map_err(|_| Problem::NotFound)?;
    let (shared, network, user, act) = (state.clone(), desk.network.id, desk.signed.user.id, desk.signed.act(&state));
    let page = state
        .store
        .read(move |connection| given_cases::page(connection, &shared.definitions, network, (case, user), act.at))
        .await?;
    state.store.write(move |connection| given_cases::note_view(connection, network, case, &act)).await?;
    desk.page("", "staff/given/case.html", &page)
}
