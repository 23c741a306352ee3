//! のりしろ at the desk.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use crate::app::norishiro::Shown;
use crate::app::viewing::Viewed;
use crate::app::{Purpose, norishiro};
use crate::web::{Problem, State};

/// Which agencies are to be shown, as addresses say it.
#[derive(Debug, Deserialize)]
pub struct Asked {
    agency: Option<String>,
    all: Option<String>,
}

/// `GET /staff/networks/{network}/norishiro`: for an agency, or for all, who could overlap where.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such agency, or nothing of it is known.
pub async fn show(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let shown = match (&asked.agency, &asked.all) {
        (Some(agency), _) => Shown::One(agency.parse().map_err(|_| Problem::NotFound)?),
        (None, Some(_)) => Shown::All,
        (None, None) => Shown::List,
    };
    let (shared, network, reader) = (state.clone(), desk.network.id, desk.reader(Purpose::OfficeUse));
    let reading = state.store.read(move |connection| {
        norishiro::page(connection, &shared.definitions, (&shared.words, &shared.masker), network, (reader, shown))
    });
    let page = reading.await?;
    desk.note_view(Viewed::Norishiro).await?;
    desk.page("norishiro", "staff/norishiro.html", &page)
}
