//! The workbook of a round, for download.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::app::workbook;
use crate::web::download::{XLSX, download as file};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/workbook`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn download(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round, reader) = (state.clone(), desk.network.id, path.id()?, desk.reader());
    let sources = state
        .store
        .read(move |connection| workbook::read(connection, &shared.definitions, network, round, reader))
        .await?;
    let name = desk.network.name.clone();
    let bytes =
        web::block(move || workbook::write(&sources, &name)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    let act = desk.signed.act(&state);
    state
        .store
        .write(move |connection| workbook::note_export(connection, network, round, &act))
        .await
        .map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    Ok(file(XLSX, "results.xlsx", "集計結果.xlsx", bytes))
}
