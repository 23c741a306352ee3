//! Ratings of persons, before and after.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::results::Asked;
use super::rounds::RoundPath;
use crate::app::before_after;
use crate::app::viewing::{Page, Viewed};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/before-after`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or it rates nobody.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.id, path.id()?);
    let reader = desk.reader(asked.purpose());
    let page = state
        .store
        .read(move |connection| before_after::page(connection, &shared.definitions, network, round, reader))
        .await?;
    desk.note_view(Viewed::figures(Page::BeforeAfter, round, reader, asked.looks_behind())).await?;
    desk.page("trends", "staff/before_after.html", &page)
}
