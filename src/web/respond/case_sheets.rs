//! One of several sheets: copied, removed, put back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};

use super::start::NextSheet;
use super::{base, writing};
use crate::app::respond::case_sheets;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `POST /a/{token}/sheets/{sheet}/copies`: この内容を写して新しいシートを作る
pub(in crate::web) async fn copy(
    state: Data<State>,
    path: Path<(String, i32)>,
    form: Form<NextSheet>,
) -> Result<HttpResponse, Problem> {
    let ((token, sheet), wanted) = (path.into_inner(), form.number);
    let made = writing(&state, &token, move |connection, _, visit| {
        let number = case_sheets::copy(connection, visit, sheet, wanted)?;
        let first = visit.questionnaire.sections.first().map(|section| section.key.clone());
        Ok((number, first.unwrap_or_default()))
    });
    let (number, section) = made.await?;
    Ok(see_other(format!("{}/sheets/{number}/sections/{section}?copied={sheet}", base(&token))))
}

/// `POST /a/{token}/sheets/{sheet}/removal`
pub(in crate::web) async fn remove(state: Data<State>, path: Path<(String, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let removed =
        writing(&state, &token, move |connection, _, visit| case_sheets::remove(connection, visit, sheet)).await?;
    // One that was submitted meanwhile stays, and the list shows it so.
    let told = if removed { format!("?removed={sheet}#removed") } else { String::new() };
    Ok(see_other(format!("{}{told}", base(&token))))
}

/// `POST /a/{token}/sheets/{sheet}/restoration`: 元に戻す
pub(in crate::web) async fn put_back(state: Data<State>, path: Path<(String, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    writing(&state, &token, move |connection, _, visit| case_sheets::put_back(connection, visit, sheet)).await?;
    Ok(see_other(base(&token)))
}
