//! The start page, the whole questionnaire, and beginning a sheet.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query as FromQuery};
use serde::Deserialize;

use super::{Query, base, reading, writing};
use crate::app::respond::{beginning, forms, sheets, start};
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}`
pub(in crate::web) async fn show(
    state: Data<State>,
    token: Path<String>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (address, removed) = (base(&token), query.removed);
    let page = reading(&state, &token, move |connection, _, visit| start::page(connection, visit, &address, removed));
    state.page("respond/start.html", &page.await?)
}

/// `GET /a/{token}/whole`
pub(in crate::web) async fn whole(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page = reading(&state, &token, move |connection, shared, visit| {
        forms::whole_page(connection, &shared.definitions, visit, &address)
    });
    state.page("respond/whole.html", &page.await?)
}

/// The sheet that the start page offered to add.
#[derive(Deserialize)]
pub(in crate::web) struct NextSheet {
    pub(super) number: i32,
}

/// `POST /a/{token}/sheets`: one more sheet.
pub(in crate::web) async fn add_sheet(
    state: Data<State>,
    token: Path<String>,
    form: Form<NextSheet>,
) -> Result<HttpResponse, Problem> {
    let wanted = form.number;
    let number = writing(&state, &token, move |connection, _, visit| sheets::add(connection, visit, wanted)).await?;
    Ok(see_other(format!("{}/sheets/{number}", base(&token))))
}

/// `POST /a/{token}/sheets/{sheet}`: a person begins, or goes on.
pub(in crate::web) async fn begin(state: Data<State>, path: Path<(String, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    writing(&state, &token, move |connection, shared, visit| {
        beginning::begin(connection, &shared.definitions, visit, sheet)
    })
    .await?;
    Ok(see_other(format!("{}/sheets/{sheet}", base(&token))))
}
