//! 「今年度は該当事例がありません」

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};

use super::{Pairs, Query, base, of_sheet, page_or, writing};
use crate::app::respond::{Posted, no_cases};
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/sheets/{sheet}/no-cases`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32)>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let (address, joined) = (base(&token), query.joined.is_some());
    let first = format!("{address}/sheets/{sheet}");
    page_or(&state, &token, "respond/no_cases.html", first, move |connection, shared, visit| {
        no_cases::page(connection, &shared.definitions, visit, sheet, &address, joined)
    })
    .await
}

/// `POST /a/{token}/sheets/{sheet}/no-cases`
pub(in crate::web) async fn answer(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let posted = Posted::from_pairs(pairs.into_inner());
    let section =
        writing(&state, &token, move |connection, _, visit| no_cases::answer_none(connection, visit, sheet, &posted));
    let page = match section.await? {
        Some(section) => format!("sections/{section}?saved=1&none=1"),
        None => "no-cases?joined=1".to_owned(),
    };
    Ok(see_other(of_sheet(&token, sheet, &page)))
}
