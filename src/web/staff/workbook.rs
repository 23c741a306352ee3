//! The workbook of a round, for download.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::results::Asked;
use super::rounds::RoundPath;
use crate::app::{Reader, workbook};
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
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let (shared, town, network, round) = (state.clone(), desk.network.clone(), desk.network.id, path.id()?);
    let reader = desk.reader(asked.purpose());
    let sources = state
        .store
        .read(move |connection| {
            workbook::read(connection, (&shared.definitions, &shared.round_data), &town, round, reader)
        })
        .await?;
    let bytes = web::block(move || workbook::write(sources)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    let act = desk.signed.act(&state);
    state
        .store
        .write(move |connection| workbook::note_export(connection, network, round, reader, &act))
        .await
        .map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    let (plain, name) = match reader {
        Reader::Public { .. } => ("results-publication.xlsx", "集計結果（公表用）.xlsx"),
        Reader::Office | Reader::Meeting { .. } => ("results.xlsx", "集計結果.xlsx"),
    };
    Ok(file(XLSX, plain, name, bytes))
}
