//! 受理, 集計対象外, and taking either back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{Desk, Pairs, SheetPath, checked, reading, seen, value, writing};
use crate::app::office::{self, deciding, deciding::Decided};
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `POST …/sheets/{sheet}/acceptance`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet.
pub async fn accept(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (seen, sheet) = (seen(&checked(&desk, pairs)?)?, path.sheet);
    let decided = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        Ok((deciding::accept(connection, visit, sheet, seen)?, office::path(visit)))
    });
    let (decided, agency) = decided.await?;
    Ok(back(&agency, sheet, &decided, "accepted"))
}

/// `POST …/sheets/{sheet}/restoration`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet.
pub async fn undo(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (seen, sheet) = (seen(&checked(&desk, pairs)?)?, path.sheet);
    let decided = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        Ok((deciding::undo(connection, visit, sheet, seen)?, office::path(visit)))
    });
    let (decided, agency) = decided.await?;
    Ok(back(&agency, sheet, &decided, "undone"))
}

/// `GET …/sheets/{sheet}/exclusion`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet.
pub async fn exclusion(state: Data<State>, desk: Desk, path: Path<SheetPath>) -> Result<HttpResponse, Problem> {
    exclusion_page(&state, &desk, &path, String::new(), String::new()).await
}

/// `POST …/sheets/{sheet}/exclusion`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet.
pub async fn exclude(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let (seen, sheet, reason) = (seen(&pairs)?, path.sheet, value(&pairs, "reason").to_owned());
    let typed = reason.clone();
    let decided = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        Ok((deciding::set_aside(connection, visit, sheet, seen, &reason)?, office::path(visit)))
    });
    match decided.await? {
        (Decided::Reason(error), _) => exclusion_page(&state, &desk, &path, typed, error).await,
        (decided, agency) => Ok(back(&agency, sheet, &decided, "set-aside")),
    }
}

async fn exclusion_page(
    state: &Data<State>,
    desk: &Desk,
    path: &SheetPath,
    typed: String,
    error: String,
) -> Result<HttpResponse, Problem> {
    let sheet = path.sheet;
    let page = reading(state, desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        deciding::exclusion_page(connection, visit, sheet, (&typed, error))
    });
    desk.page("", "staff/answers/exclusion.html", &page.await?)
}

fn back(agency: &str, sheet: i32, decided: &Decided, done: &str) -> HttpResponse {
    let done = if *decided == Decided::Done { done } else { "stale" };
    see_other(format!("{agency}/sheets/{sheet}?done={done}"))
}
