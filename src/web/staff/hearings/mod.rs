//! Hearings at an interviewer's desk: the agency's survey to read, the hearing to write, and nothing else.

pub mod form;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::app::hearings::{self, given, survey};
use crate::app::respond::{RespondError, Visit};
use crate::store::{Connection, InvitationId};
use crate::view::hearings::GivenHearing;
use crate::web::{Problem, State};

/// A hearing, in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Clone, Deserialize)]
pub struct HearingPath {
    hearing: String,
}

fn invitation(hearing: &str) -> Result<InvitationId, Problem> {
    hearing.parse().map_err(|_| Problem::NotFound)
}

/// Opens the hearing, and reads what `read` wants.
async fn reading<T: Send + 'static>(
    state: &Data<State>,
    desk: &Desk,
    hearing: InvitationId,
    read: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, user, now) = (state.clone(), desk.network.id, desk.signed.user.id, state.clock.now());
    let answer = state.store.read(move |connection| {
        let visit = hearings::open(connection, &shared.definitions, network, hearing, user, now)?;
        read(connection, &shared, &visit)
    });
    Ok(answer.await?)
}

/// Opens the hearing, and changes what `write` changes, in one transaction.
async fn writing<T: Send + 'static>(
    state: &Data<State>,
    desk: &Desk,
    hearing: InvitationId,
    write: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, user, now) = (state.clone(), desk.network.id, desk.signed.user.id, state.clock.now());
    let answer = state.store.write(move |connection| {
        let visit = hearings::open(connection, &shared.definitions, network, hearing, user, now)?;
        write(connection, &shared, &visit)
    });
    Ok(answer.await?)
}

/// What an interviewer finds first.
#[derive(Debug, Serialize)]
struct GivenView {
    hearings: Vec<GivenHearing>,
}

/// The first page of an interviewer: the hearings given to them.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn list(state: &Data<State>, desk: &Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, user, now) = (state.clone(), desk.network.id, desk.signed.user.id, state.clock.now());
    let hearings = state.store.read(move |connection| given::list(connection, &shared.definitions, network, user, now));
    desk.page("rounds", "staff/hearings/list.html", &GivenView { hearings: hearings.await? })
}

/// `GET /staff/networks/{network}/hearings/{hearing}`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn show(state: Data<State>, desk: Desk, path: Path<HearingPath>) -> Result<HttpResponse, Problem> {
    let hearing = invitation(&path.hearing)?;
    let page = reading(&state, &desk, hearing, |connection, _, visit| given::page(connection, visit)).await?;
    desk.page("", "staff/hearings/hearing.html", &page)
}

/// `GET /staff/networks/{network}/hearings/{hearing}/survey`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn survey(state: Data<State>, desk: Desk, path: Path<HearingPath>) -> Result<HttpResponse, Problem> {
    let hearing = invitation(&path.hearing)?;
    let base = hearings::path(desk.network.id, hearing);
    let page = reading(&state, &desk, hearing, move |connection, shared, visit| {
        survey::page(connection, &shared.definitions, visit, &base)
    });
    desk.page("", "staff/hearings/survey.html", &page.await?)
}
