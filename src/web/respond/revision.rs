//! An earlier revision of what was submitted.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{base, reading};
use crate::app::respond::submitted;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/sheets/{sheet}/revisions/{number}`
pub(in crate::web) async fn show(state: Data<State>, path: Path<(String, i32, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet, number) = path.into_inner();
    let address = base(&token);
    let receipt = format!("{address}/sheets/{sheet}/receipt");
    let page = reading(&state, &token, move |connection, shared, visit| {
        submitted::revision_page(connection, &shared.definitions, visit, (sheet, number), &address)
    });
    match page.await? {
        Some(page) => state.page("respond/revision.html", &page),
        None => Ok(see_other(receipt)),
    }
}
