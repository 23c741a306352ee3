//! What an agency says to the invitation as a whole: 辞退, すべて提出しました, and taking it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::{base, reading, writing};
use crate::app::respond::declaration;
use crate::view::form::Declining;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// A reason as posted.
#[derive(Deserialize)]
pub(in crate::web) struct Posted {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
    /// `yes` once the reason was read again, `no` to change it.
    confirmed: Option<String>,
}

/// `GET /a/{token}/decline`
pub(in crate::web) async fn decline_page(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    decline_form(&state, &token, None).await
}

/// The page for declining, or the start page where there is nothing to decline.
async fn decline_form(state: &Data<State>, token: &str, declining: Option<Declining>) -> Result<HttpResponse, Problem> {
    let (address, is_wrong) = (base(token), declining.as_ref().is_some_and(|declining| declining.text().is_err()));
    let page = reading(state, token, move |connection, _, visit| {
        declaration::decline_page(connection, visit, &address, declining)
    });
    let Some(page) = page.await? else { return Ok(see_other(base(token))) };
    let mut response = state.page("respond/decline.html", &page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /a/{token}/decline`: the reason is read again first, then it is declined.
pub(in crate::web) async fn decline(
    state: Data<State>,
    token: Path<String>,
    form: Form<Posted>,
) -> Result<HttpResponse, Problem> {
    let Posted { reason, words, confirmed } = form.into_inner();
    let declining = Declining { reason, words: words.replace("\r\n", "\n") };
    match (declining.text(), confirmed.as_deref()) {
        (Ok(reason), Some("yes")) => {
            writing(&state, &token, move |connection, _, visit| declaration::decline(connection, visit, &reason))
                .await?;
            Ok(see_other(base(&token)))
        }
        _ => decline_form(&state, &token, Some(declining)).await,
    }
}

/// `GET /a/{token}/completion`
pub(in crate::web) async fn completion_page(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page =
        reading(&state, &token, move |connection, _, visit| declaration::completion_page(connection, visit, &address));
    match page.await? {
        Some(page) => state.page("respond/completion.html", &page),
        None => Ok(see_other(base(&token))),
    }
}

/// `POST /a/{token}/completion`: すべて提出しました
pub(in crate::web) async fn complete(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    writing(&state, &token, move |connection, _, visit| declaration::complete(connection, visit)).await?;
    Ok(see_other(base(&token)))
}

/// `POST /a/{token}/reopening`: takes either back.
pub(in crate::web) async fn take_back(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    writing(&state, &token, move |connection, _, visit| declaration::take_back(connection, visit)).await?;
    Ok(see_other(base(&token)))
}
