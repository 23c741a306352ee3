//! The list of rounds, and the board of one.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::desk::Desk;
use crate::app::rounds;
use crate::store::RoundId;
use crate::view::rounds::RoundLine;
use crate::web::{Problem, State};

/// What the list shows.
#[derive(Debug, Serialize)]
pub struct RoundsView {
    rounds: Vec<RoundLine>,
    /// What is to be known of the installation as a whole.
    notice: Option<String>,
}

/// The first page of those who run the surveys.
///
/// # Errors
/// [`Problem::Fault`].
pub(super) async fn list(state: &web::Data<State>, desk: &Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    let rounds = state.store.read(move |connection| rounds::list(connection, &shared.definitions, &network)).await?;
    desk.page("rounds", "staff/rounds.html", &RoundsView { rounds, notice: state.notice.clone() })
}

/// `GET /staff/networks/{network}/rounds/{round}`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.clone(), path.id()?);
    let page = state
        .store
        .read(move |connection| {
            let State { definitions, key, public_url, .. } = &**shared;
            rounds::show(connection, definitions, key, public_url, &network, round)
        })
        .await?;
    desk.page("", "staff/round.html", &page)
}

/// The round in an address. The network beside it is read by [`Desk`].
#[derive(Debug, serde::Deserialize)]
pub struct RoundPath {
    round: String,
}

impl RoundPath {
    /// The round's id; what is none is not found.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub fn id(&self) -> Result<RoundId, Problem> {
        self.round.parse().map_err(|_| Problem::NotFound)
    }
}
