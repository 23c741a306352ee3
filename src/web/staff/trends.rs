//! Questionnaires over several periods.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::output::Output;
use super::rounds::RoundPath;
use crate::app::trends;
use crate::app::viewing::{Page, Viewed};
use crate::store::RoundId;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/trends`: which questionnaires were asked, and for which periods.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let list = state.store.read(move |connection| trends::list(connection, &shared.definitions, network)).await?;
    desk.page("trends", "staff/trends.html", &list)
}

/// `GET /staff/networks/{network}/rounds/{round}/trends`: the round's questionnaire, period by period. Each
/// `with` names a round whose figures are shown; without any, all are.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    asked: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.id, path.id()?);
    let output = Output::of(&asked);
    let reader = desk.reader(output.purpose);
    let chosen: Vec<RoundId> =
        asked.iter().filter(|(name, _)| name == "with").filter_map(|(_, round)| round.parse().ok()).collect();
    let (page, shown) = state
        .store
        .read(move |connection| {
            let kept = (&shared.definitions, &shared.round_data);
            trends::page(connection, kept, network, round, &chosen, reader)
        })
        .await?;
    for round in shown {
        desk.note_view(Viewed::figures(Page::Trends, round, reader, output.looks_behind)).await?;
    }
    desk.page("trends", "staff/trend.html", &page)
}
