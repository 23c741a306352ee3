//! The first page of a reader: the cases given to them, and nothing else.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;

use super::desk::Desk;
use crate::app::given_cases;
use crate::view::given::GivenCase;
use crate::web::{Problem, State};

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
