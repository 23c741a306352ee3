//! Pages of questions: shown, and saved.

use std::sync::Arc;

use actix_web::web::{Data, Path, Query as FromQuery};
use actix_web::{HttpRequest, HttpResponse};

use super::{Pairs, Query, base, not_saved, questions_page, reading, reading_sheet};
use crate::app::respond::drafting::{Page, PageSave};
use crate::app::respond::forms::{self, Told};
use crate::app::respond::{self, Posted, Saved, drafting, going_on, previous};
use crate::store::Connection;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/sheets/{sheet}`: on to the page where the person goes on.
pub(in crate::web) async fn first(state: Data<State>, path: Path<(String, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let key = reading(&state, &token, move |connection, _, visit| going_on::next_section(connection, visit, sheet));
    let page = key.await?.map_or_else(|| "review".to_owned(), |key| format!("sections/{key}"));
    Ok(see_other(format!("{}/sheets/{sheet}/{page}", base(&token))))
}

/// `GET /a/{token}/sheets/{sheet}/sections/{section}`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32, String)>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    page(&state, path.into_inner(), query.told()).await
}

async fn page(
    state: &Data<State>,
    (token, sheet, section): (String, i32, String),
    told: Told,
) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let receipt = format!("{address}/sheets/{sheet}/receipt");
    let page = reading_sheet(state, &token, sheet, move |connection, shared, visit, sheet| {
        forms::page_on(connection, &shared.definitions, visit, (sheet, &section), &address, &told)
    });
    match page.await? {
        Some(page) => questions_page(state, &page),
        None => Ok(see_other(receipt)),
    }
}

/// `POST /a/{token}/sheets/{sheet}/sections/{section}`: on to the next page; a page that saves by
/// itself gets the page as it is now instead.
pub(in crate::web) async fn save(
    state: Data<State>,
    path: Path<(String, i32, String)>,
    query: FromQuery<Query>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let posted = Posted::from_pairs(pairs.into_inner());
    let is_autosave = posted.is_autosave;
    let (token, sheet, section) = path.clone();
    let page = Arc::new((section, posted));
    match store(&state, &token, sheet, &page).await {
        Ok((save, saved)) if is_autosave => {
            let shown = save.posted().asked.clone();
            let told = Told { joined: saved.joined, saved_by_itself: Some(shown), ..query.told() };
            self::page(&state, path.into_inner(), told).await
        }
        Ok((save, saved)) => {
            let next = going_on::after_save(save.visit(), &page.0, save.posted(), &saved);
            Ok(see_other(format!("{}/sheets/{sheet}/{next}", base(&token))))
        }
        Err(problem) if is_autosave => Err(problem),
        Err(problem) => not_saved::page(&state, &request, &token, (sheet, page), problem).await,
    }
}

/// Stores a posted page. What that comes to is worked out before, on a connection for reading, since the
/// writes of everybody wait for each other.
async fn store(state: &Data<State>, token: &str, sheet: i32, page: &Arc<Page>) -> Result<(PageSave, Saved), Problem> {
    let (page, shared, token, now) = (Arc::clone(page), state.clone(), token.to_owned(), state.clock.now());
    let prepare = move |connection: &mut Connection| {
        let (visit, sheet) = respond::open_sheet(connection, &shared.definitions, (&token, sheet), now)?;
        let last = if page.1.fills { previous::find(connection, &shared.definitions, &visit)? } else { None };
        // What is typed on a sheet that was removed in another window is kept, too.
        let (status, draft) = sheet.found()?;
        drafting::prepare(visit, (status.sheet.id, draft), page, last.map(|last| last.fields))
    };
    let write = |connection: &mut Connection, save: PageSave| save.store(connection);
    Ok(state.store.prepare_and_write(prepare, write).await?)
}
