//! 地域の資源一覧 behind an agency's link.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, web};

use super::{base, reading, writing};
use crate::app::resources::{for_agencies, for_staff};
use crate::web::download::{XLSX, download, file_name};
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

/// `GET /a/{token}/resources.xlsx`
pub(in crate::web) async fn workbook(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let book = writing(&state, &token, |connection, shared, visit| {
        let book = for_agencies::book(connection, (&shared.definitions, &shared.resource_readings), visit)?;
        for_staff::note_export(connection, visit.network(), &visit.act())?;
        Ok(book)
    });
    let book = book.await?;
    let name = file_name(&book.network, "地域の資源一覧", "xlsx");
    let making = web::block(move || for_staff::workbook(&book)).await.map_err(Problem::fault)?;
    Ok(download(XLSX, "resources.xlsx", &name, making.map_err(Problem::fault)?))
}

/// `GET /a/{token}/resources/booklet`
pub(in crate::web) async fn booklet(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page = reading(&state, &token, move |connection, shared, visit| {
        for_agencies::booklet(connection, (&shared.definitions, &shared.resource_readings), visit, &address)
    });
    state.page("respond/resources_booklet.html", &page.await?)
}
