//! Every revision of an answer, and what changed.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::{Desk, SheetPath, reading};
use crate::app::office::history;
use crate::store::entries::Hand;
use crate::web::{Problem, State};

/// The two revisions to compare; the last two where none are named.
#[derive(Debug, Default, Deserialize)]
pub struct Between {
    from: Option<i32>,
    to: Option<i32>,
}

/// `GET …/sheets/{sheet}/history`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet, or there is no such revision.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    query: Query<Between>,
) -> Result<HttpResponse, Problem> {
    let (sheet, between) = (path.sheet, (query.from, query.to));
    let page = reading(&state, &desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        history::page(connection, &shared.definitions, visit, sheet, between)
    });
    desk.page("", "staff/answers/history.html", &page.await?)
}
