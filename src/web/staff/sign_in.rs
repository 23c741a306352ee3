//! Signing in and out.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::cookie::{self, Holds};
use super::second_factor;
use super::signed_in::SignedIn;
use crate::app::sign_in::{self, Begun, SignInError};
use crate::store::TokenHash;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const TOO_OFTEN: &str = "短い時間に何度もサインインが試されたため、お待ちいただいています。";
const BUSY: &str = "ただいま混み合っているため、パスワードを確かめられませんでした。";

/// When to try again where passwords had no turn.
pub(super) const BUSY_WAIT: Duration = Duration::from_secs(10);

/// What the sign-in page shows.
#[derive(Debug, Default, Serialize)]
pub struct SignInView {
    mail: String,
    back: String,
    csrf: String,
    failed: bool,
    done: Option<&'static str>,
    /// Why the password was not looked at, in words.
    not_yet: Option<&'static str>,
}

/// What was done on a page before, by its code in the address.
const DONE: &[(&str, &str)] = &[
    ("password", "パスワードを設定しました。新しいパスワードでサインインしてください。"),
    ("second_factor", "二段階認証を解除しました。パスワードでサインインしてください。"),
    ("ended", "確認コードの入力を続けられませんでした。もう一度、はじめからサインインしてください。"),
];

/// Where to go after signing in, and what was done before.
#[derive(Debug, Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
    #[serde(default)]
    done: String,
}

/// The posted form.
#[derive(Deserialize)]
pub struct Credentials {
    mail: String,
    password: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    csrf: String,
}

/// `GET /staff/sign-in`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, query: web::Query<Back>) -> Result<HttpResponse, Problem> {
    let Back { back, done } = query.into_inner();
    let done = DONE.iter().find(|(code, _)| *code == done).map(|(_, words)| *words);
    page(&state, SignInView { back, done, ..SignInView::default() })
}

/// `POST /staff/sign-in`
///
/// # Errors
/// [`Problem::Refused`] where the form is not ours.
pub async fn sign_in(
    state: web::Data<State>,
    request: HttpRequest,
    form: web::Form<Credentials>,
) -> Result<HttpResponse, Problem> {
    let form = form.into_inner();
    let secret = cookie::read(&state, Holds::SignInForm, &request).ok_or(Problem::Refused)?;
    if !bool::from(secret.as_bytes().ct_eq(form.csrf.as_bytes())) {
        return Err(Problem::Refused);
    }
    if let Some(wait) = state.rates.wait_for_sign_in(&request) {
        return later(&state, form, TOO_OFTEN, StatusCode::TOO_MANY_REQUESTS, wait);
    }
    let earlier = cookie::read(&state, Holds::Session, &request).map(|token| TokenHash::of(&token));
    let now = state.clock.now();
    match sign_in::sign_in(&state.store, &state.hashing, &form.mail, &form.password, earlier, now).await {
        Ok(Begun::Open(token)) => signed_in(&state, &form.back, token, Holds::SignInForm),
        Ok(Begun::SecondFactor(token)) => {
            let mut response = see_other(second_factor::address(safe(&form.back)));
            response.add_cookie(&cookie::make(&state, Holds::SecondFactor, token)).map_err(Problem::fault)?;
            response.add_cookie(&cookie::remove(&state, Holds::SignInForm)).map_err(Problem::fault)?;
            Ok(response)
        }
        Err(SignInError::Refused) => {
            page(&state, SignInView { mail: form.mail, back: form.back, failed: true, ..SignInView::default() })
        }
        Err(SignInError::Busy) => later(&state, form, BUSY, StatusCode::SERVICE_UNAVAILABLE, BUSY_WAIT),
        Err(error) => Err(Problem::fault(error)),
    }
}

/// On to the page asked for, with the session's cookie in place of what the sign-in needed until here.
pub(super) fn signed_in(state: &State, back: &str, token: String, no_more: Holds) -> Result<HttpResponse, Problem> {
    let mut response = see_other(safe(back));
    response.add_cookie(&cookie::make(state, Holds::Session, token)).map_err(Problem::fault)?;
    response.add_cookie(&cookie::remove(state, no_more)).map_err(Problem::fault)?;
    Ok(response)
}

/// The form again, where the password was not looked at: as typed, but for the password.
fn later(
    state: &State,
    form: Credentials,
    words: &'static str,
    status: StatusCode,
    wait: Duration,
) -> Result<HttpResponse, Problem> {
    let view = SignInView { mail: form.mail, back: form.back, not_yet: Some(words), ..SignInView::default() };
    let mut response = page(state, view)?;
    *response.status_mut() = status;
    response.headers_mut().insert(RETRY_AFTER, wait.as_secs().saturating_add(1).into());
    Ok(response)
}

/// The form of a session: nothing but its secret.
#[derive(Deserialize)]
pub struct Secret {
    #[serde(default)]
    csrf: String,
}

/// `POST /staff/sign-out`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn sign_out(
    state: web::Data<State>,
    signed: SignedIn,
    form: web::Form<Secret>,
) -> Result<HttpResponse, Problem> {
    signed.check_form(&form.csrf)?;
    sign_in::sign_out(&state.store, signed.token).await.map_err(Problem::fault)?;
    let mut response = see_other("/staff/sign-in");
    response.add_cookie(&cookie::remove(&state, Holds::Session)).map_err(Problem::fault)?;
    Ok(response)
}

/// The form, with a new secret in it and in a cookie: another site can set neither to match.
fn page(state: &State, view: SignInView) -> Result<HttpResponse, Problem> {
    let csrf = sign_in::secret().map_err(Problem::fault)?;
    let cookie = cookie::make(state, Holds::SignInForm, csrf.clone());
    let mut response = state.page("staff/sign_in.html", &SignInView { csrf, ..view })?;
    response.add_cookie(&cookie).map_err(Problem::fault)?;
    Ok(response)
}

/// The page asked for before signing in, where it is one of ours.
pub(super) fn safe(back: &str) -> &str {
    let is_ours = back.starts_with("/staff") && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours { back } else { "/staff" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        assert_eq!(safe("/staff/networks/1/rounds"), "/staff/networks/1/rounds");
        for foreign in ["", "https://example.com", "//example.com", "/a/token", "/staff\r\nSet-Cookie: a=b"] {
            assert_eq!(safe(foreign), "/staff");
        }
    }
}
