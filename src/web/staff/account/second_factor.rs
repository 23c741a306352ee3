//! Turning the second factor on and off, and new recovery codes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{Pairs, page};
use crate::app::account::wrong_password;
use crate::app::sign_in::{self, SignInError};
use crate::app::{qr, second_factor};
use crate::store::StoreError;
use crate::view::field::{ErrorLine, Field, FieldProblem, FormState, Typed};
use crate::web::staff::SignedIn;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const SET_UP: &str = "/staff/account/second-factor";

#[derive(Serialize)]
struct SetUpView {
    qr: String,
    typed: String,
    code: Field,
    errors: Vec<ErrorLine>,
}

#[derive(Serialize)]
struct CodesView {
    codes: Vec<String>,
    is_new: bool,
}

/// `POST /staff/account/second-factor/secret`: makes a secret to be set up.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn begin(state: web::Data<State>, signed: SignedIn, form: Pairs) -> Result<HttpResponse, Problem> {
    signed.check_form(Typed::new(form.into_inner()).one("csrf"))?;
    if signed.user.totp_secret.is_none() {
        second_factor::begin(&state.store, &state.key, signed.user.id, state.clock.now()).await?;
    }
    Ok(see_other(SET_UP))
}

/// `GET /staff/account/second-factor`: the QR code of the secret that is being set up.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn set_up(state: web::Data<State>, signed: SignedIn) -> Result<HttpResponse, Problem> {
    set_up_page(&state, &signed, &[])
}

/// `POST /staff/account/second-factor`: turns it on with a right code, and shows the recovery codes once.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn turn_on(state: web::Data<State>, signed: SignedIn, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    signed.check_form(typed.one("csrf"))?;
    let now = state.clock.now();
    match second_factor::turn_on(&state.store, &state.key, &signed.user, typed.one("code"), now).await? {
        Some(codes) => signed.page(&state, "staff/account/codes.html", &CodesView { codes, is_new: true }),
        None => {
            let words = "確認コードが違います。認証アプリに表示されている6桁の数字を入力してください。\
                         違うままのときは、電話の時計が合っているかお確かめください。";
            set_up_page(&state, &signed, &[FieldProblem::at("code", words)])
        }
    }
}

/// `POST /staff/account/second-factor/removal`: turns it off, with the password.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn turn_off(state: web::Data<State>, signed: SignedIn, form: Pairs) -> Result<HttpResponse, Problem> {
    if let Some(refused) = confirmed(&state, &signed, form).await? {
        return Ok(refused);
    }
    second_factor::turn_off(&state.store, signed.user.id, signed.act(&state))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    Ok(see_other("/staff/account?done=off"))
}

/// `POST /staff/account/recovery-codes`: new ones, with the password; shown once.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn renew_codes(state: web::Data<State>, signed: SignedIn, form: Pairs) -> Result<HttpResponse, Problem> {
    if let Some(refused) = confirmed(&state, &signed, form).await? {
        return Ok(refused);
    }
    if signed.user.totp_secret.is_none() {
        return Ok(see_other("/staff/account"));
    }
    let codes = second_factor::renew_codes(&state.store, signed.user.id, state.clock.now()).await?;
    signed.page(&state, "staff/account/codes.html", &CodesView { codes, is_new: false })
}

/// Nothing where the form holds the person's password; else the page that says so.
async fn confirmed(state: &web::Data<State>, signed: &SignedIn, form: Pairs) -> Result<Option<HttpResponse>, Problem> {
    let typed = Typed::new(form.into_inner());
    signed.check_form(typed.one("csrf"))?;
    let now = state.clock.now();
    match sign_in::confirm(&state.store, &state.hashing, &signed.user, typed.raw("confirm"), now).await {
        Ok(()) => Ok(None),
        Err(SignInError::Refused) => page(state, signed, &[wrong_password("confirm")], "").await.map(Some),
        Err(error) => Err(crate::app::account::AccountError::from(error).into()),
    }
}

fn set_up_page(state: &State, signed: &SignedIn, problems: &[FieldProblem]) -> Result<HttpResponse, Problem> {
    let Some(enrolment) = second_factor::enrolment(&state.key, &signed.user)? else {
        return Ok(see_other("/staff/account"));
    };
    let typed = Typed::default();
    let form = FormState { typed: &typed, problems };
    let view = SetUpView {
        qr: qr::svg(&enrolment.address, "認証アプリに読み取らせるQRコード").map_err(Problem::fault)?,
        typed: enrolment.typed,
        code: form.required("code", "確認コード", "認証アプリに表示された6桁の数字を入力してください。"),
        errors: form.summary(&[("code", "確認コード")]),
    };
    let mut response = signed.page(state, "staff/account/second_factor.html", &view)?;
    if !problems.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
