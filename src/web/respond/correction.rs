//! Dropping a correction that was begun.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};

use super::{Pairs, Query, base, of_sheet, page_or, writing};
use crate::app::respond::{Posted, correcting};
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/sheets/{sheet}/correction`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32)>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let (address, joined) = (base(&token), query.joined.is_some());
    let receipt = of_sheet(&token, sheet, "receipt");
    page_or(&state, &token, "respond/correction.html", receipt, move |connection, shared, visit| {
        correcting::page(connection, &shared.definitions, visit, sheet, &address, joined)
    })
    .await
}

/// `POST /a/{token}/sheets/{sheet}/correction`: 訂正をやめて、提出済みの内容に戻す
pub(in crate::web) async fn put_back(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let version = Posted::from_pairs(pairs.into_inner()).version;
    let is_back =
        writing(&state, &token, move |connection, _, visit| correcting::put_back(connection, visit, sheet, version));
    let page = if is_back.await? { "receipt?put_back=1" } else { "correction?joined=1" };
    Ok(see_other(of_sheet(&token, sheet, page)))
}
