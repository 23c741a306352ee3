//! The receipt.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};

use super::{Query, base, reading};
use crate::app::respond::submitted;
use crate::web::errors::Problem;
use crate::web::state::State;

/// `GET /a/{token}/sheets/{sheet}/receipt`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32)>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let address = base(&token);
    let just_put_back = query.put_back.is_some();
    let page = reading(&state, &token, move |connection, shared, visit| {
        submitted::receipt_page(connection, &shared.definitions, visit, sheet, &address, just_put_back)
    });
    state.page("respond/receipt.html", &page.await?)
}
