//! のりしろ at the desk.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use crate::app::viewing::Viewed;
use crate::app::{Purpose, norishiro};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/norishiro`: for each agency, who could overlap where.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, reader) = (state.clone(), desk.network.id, desk.reader(Purpose::OfficeUse));
    let reading = state
        .store
        .read(move |connection| norishiro::page(connection, &shared.definitions, &shared.words, network, reader));
    let page = reading.await?;
    desk.note_view(Viewed::Norishiro).await?;
    desk.page("norishiro", "staff/norishiro.html", &page)
}
