//! `/staff/account`: one's own password, second factor and sessions.

mod second_factor;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use jiff::tz::TimeZone;
use serde::Serialize;

pub use second_factor::{begin, renew_codes, set_up, turn_off, turn_on};

use super::signed_in::SignedIn;
use crate::app::account::{self, Account, AccountError};
use crate::app::new_password::LEAST;
use crate::store::StoreError;
use crate::view::dates;
use crate::view::field::{ErrorLine, Field, FieldProblem, FormState, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What fields of the page are called in the error summary.
const LABELS: &[(&str, &str)] = &[
    ("old", "いまのパスワード"),
    ("password", "新しいパスワード"),
    ("again", "新しいパスワード（もう一度）"),
    ("confirm", "いまのパスワード（二段階認証）"),
];

/// A form as posted: names and values.
pub(super) type Pairs = web::Form<Vec<(String, String)>>;

#[derive(Serialize)]
struct AccountView {
    name: String,
    mail: String,
    old: Field,
    password: Field,
    again: Field,
    confirm: Field,
    has_second_factor: bool,
    recovery_codes: i64,
    sessions: Vec<SessionLine>,
    errors: Vec<ErrorLine>,
    done: Option<&'static str>,
}

#[derive(Serialize)]
struct SessionLine {
    began: String,
    last: String,
    is_this: bool,
}

/// `GET /staff/account`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, signed: SignedIn, query: web::Query<Done>) -> Result<HttpResponse, Problem> {
    page(&state, &signed, &[], &query.done).await
}

/// What was done just now, by its code in the address.
#[derive(Debug, serde::Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

const DONE: &[(&str, &str)] = &[
    ("password", "パスワードを変えました。ほかの端末は全てサインアウトしました。"),
    ("elsewhere", "ほかの端末を全てサインアウトしました。"),
    ("off", "二段階認証をやめました。"),
];

/// `POST /staff/account/password`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn change_password(state: web::Data<State>, signed: SignedIn, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    signed.check_form(typed.one("csrf"))?;
    let who = (&signed.user, signed.token);
    match account::change_password(&state.store, &state.hashing, who, &typed, state.clock.now()).await {
        Ok(()) => Ok(see_other("/staff/account?done=password")),
        Err(AccountError::Fields(problems)) => page(&state, &signed, &problems, "").await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/account/other-sessions`: ends all of them.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn sign_out_elsewhere(
    state: web::Data<State>,
    signed: SignedIn,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    signed.check_form(Typed::new(form.into_inner()).one("csrf"))?;
    account::sign_out_elsewhere(&state.store, &signed.user, signed.token, state.clock.now())
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    Ok(see_other("/staff/account?done=elsewhere"))
}

/// The page, with what is wrong on it.
async fn page(
    state: &web::Data<State>,
    signed: &SignedIn,
    problems: &[FieldProblem],
    done: &str,
) -> Result<HttpResponse, Problem> {
    let (user, now) = (signed.user.clone(), state.clock.now());
    let account = state.store.read(move |connection| account::read(connection, &user, now)).await;
    let account = account.map_err(|error: StoreError| Problem::fault(error))?;
    let view = view(signed, account, problems, done);
    let mut response = signed.page(state, "staff/account/show.html", &view)?;
    if !problems.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn view(signed: &SignedIn, account: Account, problems: &[FieldProblem], done: &str) -> AccountView {
    let typed = Typed::default();
    let state = FormState { typed: &typed, problems };
    // A person may belong to networks of several zones; the offices of all of them are in Japan.
    let zone = TimeZone::fixed(jiff::tz::offset(9));
    let session = |session: &crate::store::sessions::Session| SessionLine {
        began: dates::moment(session.created_at, &zone),
        last: dates::moment(session.last_seen_at, &zone),
        is_this: session.token_sha256 == signed.token,
    };
    AccountView {
        name: signed.user.display_name.clone(),
        mail: signed.user.mail.clone(),
        old: state.required("old", "いまのパスワード", ""),
        password: state.required("password", "新しいパスワード", password_support()),
        again: state.required("again", "新しいパスワード（もう一度）", ""),
        confirm: state.required("confirm", "いまのパスワード", ""),
        has_second_factor: signed.user.totp_secret.is_some(),
        recovery_codes: account.recovery_codes,
        sessions: account.sessions.iter().map(session).collect(),
        errors: state.summary(LABELS),
        done: DONE.iter().find(|(code, _)| *code == done).map(|(_, words)| *words),
    }
}

/// What to know before choosing a password.
pub(super) fn password_support() -> String {
    format!(
        "{LEAST}文字以上。関係のない言葉をいくつか組み合わせると、覚えやすく、推測されにくくなります。日本語も使えます。"
    )
}
