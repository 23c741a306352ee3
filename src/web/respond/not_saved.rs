//! A page of questions that could not be saved, with all that was typed on it.

use std::sync::Arc;

use actix_web::http::header::RETRY_AFTER;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use super::{base, questions_page, reading_sheet};
use crate::app::respond::drafting::Page;
use crate::app::respond::forms::{self, Told};
use crate::store::Outage;
use crate::web::error_page;
use crate::web::errors::Problem;
use crate::web::state::State;

/// The page again where the database can still be read, as on a full disk.
///
/// # Errors
/// The problem itself where it cannot, or where the person is at fault: the error page then holds
/// what was typed.
pub(super) async fn page(
    state: &Data<State>,
    request: &HttpRequest,
    token: &str,
    (sheet, page): (i32, Arc<Page>),
    problem: Problem,
) -> Result<HttpResponse, Problem> {
    let Problem::Outage { why, .. } = &problem else { return Err(problem) };
    let (told, address) = (told(*why, request), base(token));
    let shown = reading_sheet(state, token, sheet, move |connection, shared, visit, sheet| {
        let (section, posted) = &*page;
        forms::unsaved_page(connection, &shared.definitions, visit, (sheet, section), &address, (posted, &told))
    });
    let Ok(Some(shown)) = shown.await else { return Err(problem) };
    let mut response = questions_page(state, &shown)?;
    let status = problem.status_code();
    error_page::log(status, &problem.to_string());
    *response.status_mut() = status;
    if let Some(wait) = problem.retry_after() {
        response.headers_mut().insert(RETRY_AFTER, wait.as_secs().into());
    }
    Ok(response)
}

fn told(why: Outage, request: &HttpRequest) -> Told {
    let why = match why {
        Outage::DiskFull => "サーバーの記憶領域に空きがありません。",
        Outage::Unreachable => "データベースにつながりません。",
    };
    let id = error_page::request_id(request).unwrap_or_default();
    let words = format!(
        "{why}入力した内容は、この画面に残っています。この画面を閉じずに、数分たってから、もう一度「保存して再計算」を押してください。\
         続けて起こるときは、番号 {id} を添えて、担当までご連絡ください。"
    );
    Told { not_saved: Some(words), ..Told::default() }
}
