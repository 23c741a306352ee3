//! An earlier revision of what was submitted.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{base, of_sheet, page_or};
use crate::app::respond::submitted;
use crate::web::errors::Problem;
use crate::web::state::State;

/// `GET /a/{token}/sheets/{sheet}/revisions/{number}`
pub(in crate::web) async fn show(state: Data<State>, path: Path<(String, i32, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet, number) = path.into_inner();
    let address = base(&token);
    let receipt = of_sheet(&token, sheet, "receipt");
    page_or(&state, &token, "respond/revision.html", receipt, move |connection, shared, visit| {
        submitted::revision_page(connection, &shared.definitions, visit, (sheet, number), &address)
    })
    .await
}
