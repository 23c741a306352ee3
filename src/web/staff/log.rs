//! The audit log of a network, for its owners and auditors.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

use super::desk::Desk;
use crate::app::log::{self, LogError};
use crate::store::StoreError;
use crate::view::field::Typed;
use crate::web::{Problem, State};

/// What is asked for: `who`, `what`, `from`, `until`, `before`.
type Asked = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/log`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk, asked: Asked) -> Result<HttpResponse, Problem> {
    let (network, typed) = (desk.network.clone(), Typed::new(asked.into_inner()));
    let page = state.store.read(move |connection| log::page(connection, &network, &typed)).await;
    desk.page("log", "staff/log.html", &page.map_err(|error: StoreError| Problem::fault(error))?)
}

/// `GET /staff/networks/{network}/log/csv`: every line that is asked for.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn csv(state: web::Data<State>, desk: Desk, asked: Asked) -> Result<HttpResponse, Problem> {
    let (network, typed, act) = (desk.network.clone(), Typed::new(asked.into_inner()), desk.signed.act(&state));
    let file = state.store.read(move |connection| log::csv(connection, &network, &typed)).await;
    let (file, lines) = file.map_err(|error: LogError| Problem::fault(error))?;
    let network = desk.network.id;
    state
        .store
        .write(move |connection| log::note_export(connection, network, lines, &act))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"log.csv\""))
        .body(file))
}
