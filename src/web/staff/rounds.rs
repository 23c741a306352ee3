//! The list of rounds.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::board::around;
use super::desk::Desk;
use crate::app::board::overview;
use crate::app::desk::DeskError;
use crate::app::rounds::{self, Shown};
use crate::store::RoundId;
use crate::view::board::Overview;
use crate::view::rounds::RoundLine;
use crate::web::{Problem, State};

/// What the list shows.
#[derive(Debug, Serialize)]
pub struct RoundsView {
    rounds: Vec<RoundLine>,
    /// Whether these are the ones in the archive.
    is_archive: bool,
    /// How many are there.
    in_archive: usize,
    /// What needs attention; `None` for the archive.
    overview: Option<Overview>,
    /// What is to be known of the installation as a whole.
    notice: Option<String>,
}

/// The first page of those who run the surveys.
///
/// # Errors
/// [`Problem::Fault`].
pub(super) async fn list(state: &web::Data<State>, desk: &Desk) -> Result<HttpResponse, Problem> {
    list_of(state, desk, Shown::Present).await
}

/// `GET /staff/networks/{network}/archived-rounds`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn archived(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    list_of(&state, &desk, Shown::Archived).await
}

async fn list_of(state: &web::Data<State>, desk: &Desk, shown: Shown) -> Result<HttpResponse, Problem> {
    let (shared, network, now) = (state.clone(), desk.network.clone(), state.clock.now());
    let user = desk.signed.user.id;
    let read = state.store.read(move |connection| {
        let (rounds, in_archive) = rounds::list(connection, &shared.definitions, &network, shown, now)?;
        let overview = match shown {
            Shown::Present => Some(overview::overview(connection, around(&shared), &network, user, now)?),
            Shown::Archived => None,
        };
        Ok::<_, DeskError>((rounds, in_archive, overview))
    });
    let (rounds, in_archive, overview) = read.await?;
    let is_archive = shown == Shown::Archived;
    let here = if is_archive { "" } else { "rounds" };
    let view = RoundsView { rounds, is_archive, in_archive, overview, notice: state.notice.clone() };
    desk.page(here, "staff/rounds.html", &view)
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
