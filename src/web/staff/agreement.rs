//! How far readers agree.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::desk::Desk;
use crate::app::agreement;
use crate::web::{Problem, State};

/// `GET …/agreement`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page = state.store.read(move |connection| agreement::page(connection, &shared.definitions, network)).await?;
    desk.page("cases", "staff/agreement.html", &page)
}
