//! Cases: the board of all of them, and one by itself.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::app::Purpose;
use crate::app::cases::{self, Viewer, board, one};
use crate::app::viewing::Viewed;
use crate::store::ResponseId;
use crate::view::field::Typed;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A case, in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Clone, Deserialize)]
pub struct CasePath {
    case: String,
}

impl CasePath {
    /// The case of a longer address.
    pub(super) fn new(case: &str) -> Self {
        Self { case: case.to_owned() }
    }

    /// The response.
    pub(super) fn id(&self) -> Result<ResponseId, Problem> {
        self.case.parse().map_err(|_| Problem::NotFound)
    }
}

impl Desk {
    /// Who looks at cases.
    pub(super) fn viewer(&self) -> Viewer {
        let (network, user) = (self.network.id, self.signed.user.id);
        Viewer { network, reader: self.reader(Purpose::OfficeUse), user }
    }
}

/// `GET /staff/networks/{network}/cases`: all cases, as `age`, `sex`, `kind`, `condition`, `outcome`, `code`, `year`,
/// `round` and `q` ask for them.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(
    state: Data<State>,
    desk: Desk,
    asked: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let (shared, viewer, typed) = (state.clone(), desk.viewer(), Typed::new(asked.into_inner()));
    let (page, rounds) =
        state.store.read(move |connection| board::page(connection, &shared.definitions, viewer, &typed)).await?;
    for round in rounds {
        desk.note_view(Viewed::Cases(round)).await?;
    }
    desk.page("cases", "staff/cases.html", &page)
}

/// `GET /staff/networks/{network}/rounds/{round}/cases`: the board of one round.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or it has no cases.
pub async fn of_round(state: Data<State>, desk: Desk, path: Path<RoundPath>) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.id, path.id()?);
    state.store.read(move |connection| cases::of_round(connection, &shared.definitions, network, round)).await?;
    Ok(see_other(format!("{}/cases?round={round}", desk.path())))
}

/// `GET /staff/networks/{network}/cases/{case}`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such case.
pub async fn show(state: Data<State>, desk: Desk, path: Path<CasePath>) -> Result<HttpResponse, Problem> {
    let (shared, network, viewer, case) = (state.clone(), desk.network.clone(), desk.viewer(), path.id()?);
    let page =
        state.store.read(move |connection| one::page(connection, &shared.definitions, &network, viewer, case)).await?;
    let act = desk.signed.act(&state);
    state.store.write(move |connection| one::note_view(connection, viewer, case, &act)).await?;
    desk.page("cases", "staff/case.html", &page)
}
