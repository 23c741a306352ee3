//! The second page of a sign-in: the code of an authenticator.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::cookie::{self, Holds};
use super::sign_in::signed_in;
use crate::app::sign_in::{self, SignInError};
use crate::store::{StoreError, TokenHash};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// Where a sign-in goes that cannot go on.
const ANEW: &str = "/staff/sign-in?done=ended";

/// The address of the page, with the one to go to afterwards, which holds no `&`.
pub(super) fn address(back: &str) -> String {
    format!("/staff/sign-in/code?back={}", back.replace('&', "%26"))
}

#[derive(Serialize)]
struct CodeView {
    back: String,
    csrf: String,
    failed: bool,
}

/// Where to go after signing in.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// `GET /staff/sign-in/code`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<Back>,
) -> Result<HttpResponse, Problem> {
    let Some((_, csrf)) = waiting(&state, &request).await? else { return Ok(see_other(ANEW)) };
    state.page("staff/sign_in_code.html", &CodeView { back: query.into_inner().back, csrf, failed: false })
}

/// The posted form.
#[derive(Deserialize)]
pub struct Posted {
    code: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    csrf: String,
}

/// `POST /staff/sign-in/code`
///
/// # Errors
/// [`Problem::Refused`] where the form is not ours; [`Problem::TooOften`].
pub async fn enter(
    state: web::Data<State>,
    request: HttpRequest,
    form: web::Form<Posted>,
) -> Result<HttpResponse, Problem> {
    let Posted { code, back, csrf: posted } = form.into_inner();
    let Some((token, csrf)) = waiting(&state, &request).await? else { return Ok(see_other(ANEW)) };
    if !bool::from(csrf.as_bytes().ct_eq(posted.as_bytes())) {
        return Err(Problem::Refused);
    }
    if let Some(wait) = state.rates.wait_for_sign_in(&request) {
        return Err(Problem::TooOften { wait });
    }
    let earlier = cookie::read(&state, Holds::Session, &request).map(|token| TokenHash::of(&token));
    match sign_in::second_factor(&state.store, &state.key, (token, earlier), &code, state.clock.now()).await {
        Ok(token) => signed_in(&state, &back, token, Holds::SecondFactor),
        Err(SignInError::Refused) => {
            let mut page = state.page("staff/sign_in_code.html", &CodeView { back, csrf, failed: true })?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
        Err(SignInError::Ended) => Ok(see_other(ANEW)),
        Err(SignInError::Store(error)) => Err(Problem::fault(error)),
        Err(error) => Err(Problem::fault(error)),
    }
}

/// The sign-in that this browser began, and the secret of its form.
async fn waiting(state: &State, request: &HttpRequest) -> Result<Option<(TokenHash, String)>, Problem> {
    let Some(token) = cookie::read(state, Holds::SecondFactor, request) else { return Ok(None) };
    let token = TokenHash::of(&token);
    let found = sign_in::waiting(&state.store, token, state.clock.now()).await;
    let found = found.map_err(|error: StoreError| Problem::fault(error))?;
    Ok(found.map(|(session, _)| (token, session.csrf_secret)))
}
