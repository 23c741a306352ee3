//! Letters of request to print, and the workbook for the office's own mail merge.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::app::letters::{self, Asked, mail_merge};
use crate::web::download::{XLSX, download};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/letters`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&desk.network, query.into_inner(), state.clock.now());
    let (shared, network, round, act) = (state.clone(), desk.network.clone(), path.id()?, desk.signed.act(&state));
    let making = state.store.write(move |connection| {
        let made = letters::make(connection, &shared.definitions, &shared.key, &network, round, &asked, &act)?;
        Ok::<_, crate::app::desk::DeskError>((made, asked))
    });
    let ((made, asked), shared) = (making.await?, state.clone());
    let page = web::block(move || letters::page(&made, &asked, &shared.public_url)).await.map_err(Problem::fault)?;
    desk.page("", "staff/letters/letters.html", &page.map_err(Problem::fault)?)
}

/// `GET /staff/networks/{network}/rounds/{round}/letters.xlsx`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or the round nobody to write to.
pub async fn workbook(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round, act) = (state.clone(), desk.network.clone(), path.id()?, desk.signed.act(&state));
    let reading = state.store.write(move |connection| {
        let State { definitions, key, public_url, .. } = &**shared;
        mail_merge::lines(connection, definitions, key, public_url, &network, round, &act)
    });
    let lines = reading.await?;
    let bytes = web::block(move || mail_merge::write(&lines)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    Ok(download(XLSX, "letters.xlsx", "差し込み印刷.xlsx", bytes))
}
