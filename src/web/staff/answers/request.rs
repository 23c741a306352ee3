//! 確認のお願い: what is to be looked at again.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{Desk, Pairs, SheetPath, checked, reading, seen, writing};
use crate::app::office::asking::{self, Request, Sent, Wrong};
use crate::app::office::{self};
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET …/sheets/{sheet}/request`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet, or it is set aside.
pub async fn show(state: Data<State>, desk: Desk, path: Path<SheetPath>) -> Result<HttpResponse, Problem> {
    page(&state, &desk, &path, Request::default(), Wrong::default()).await
}

/// `POST …/sheets/{sheet}/request`
///
/// # Errors
/// [`Problem::NotFound`] where nothing was handed in on the sheet.
pub async fn send(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let (seen, sheet, typed) = (seen(&pairs)?, path.sheet, Request::from_pairs(&pairs));
    let asking = typed.clone();
    let sent = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        let templates = shared.sends_mail.then_some(&shared.templates);
        Ok((asking::ask(connection, visit, sheet, seen, &asking, templates)?, office::path(visit)))
    });
    match sent.await? {
        (Sent::Asked, agency) => Ok(see_other(format!("{agency}/sheets/{sheet}?done=asked"))),
        (Sent::Stale, agency) => Ok(see_other(format!("{agency}/sheets/{sheet}?done=stale"))),
        (Sent::Wrong(wrong), _) => page(&state, &desk, &path, typed, wrong).await,
    }
}

async fn page(
    state: &Data<State>,
    desk: &Desk,
    path: &SheetPath,
    typed: Request,
    wrong: Wrong,
) -> Result<HttpResponse, Problem> {
    let sheet = path.sheet;
    let page = reading(state, desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        asking::page(connection, &shared.definitions, visit, sheet, &typed, &wrong)
    });
    desk.page("", "staff/answers/request.html", &page.await?)
}
