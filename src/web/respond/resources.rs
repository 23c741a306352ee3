//! 地域の資源一覧 behind an agency's link.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};

use super::{base, reading};
use crate::app::resources::for_agencies;
use crate::web::errors::Problem;
use crate::web::staff::resources::Asked;
use crate::web::state::State;

/// `GET /a/{token}/resources`
pub(in crate::web) async fn show(
    state: Data<State>,
    token: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let (address, search) = (base(&token), asked.search());
    let page = reading(&state, &token, move |connection, shared, visit| {
        for_agencies::page(connection, (&shared.definitions, &shared.resource_readings), visit, &address, &search)
    });
    state.page("respond/resources.html", &page.await?)
}

/// `GET /a/{token}/resources/booklet`
pub(in crate::web) async fn booklet(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page = reading(&state, &token, move |connection, shared, visit| {
        for_agencies::booklet(connection, (&shared.definitions, &shared.resource_readings), visit, &address)
    });
    state.page("respond/resources_booklet.html", &page.await?)
}
