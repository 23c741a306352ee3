//! `/staff/welcome`: what a one-time code opens, for whoever holds it. Looking uses nothing up: mail gateways
//! follow links before people do.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::account::{Pairs, password_support};
use super::cookie::{self, Holds};
use super::signed_in;
use crate::app::one_time_code;
use crate::app::people::{self, Door, PeopleError};
use crate::app::sign_in;
use crate::store::StoreError;
use crate::store::users::User;
use crate::view::field::{ErrorLine, Field, FieldProblem, FormState, Typed};
use crate::view::people::role_label;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// The code in a link.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    code: String,
}

/// What the page shows: a field for the code, or what the code opens.
#[derive(Serialize)]
struct WelcomeView {
    csrf: String,
    /// The code as it was typed, once it opens something.
    code: String,
    /// `code`, `invitation`, `join`, `password` or `second_factor`: what is asked.
    asks: &'static str,
    name: String,
    mail: String,
    network: String,
    role_label: String,
    field: Field,
    password: Field,
    again: Field,
    errors: Vec<ErrorLine>,
}

/// `GET /staff/welcome`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<Link>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed::default().put("code", query.into_inner().code);
    if typed.one("code").is_empty() {
        return page(&state, &typed, &[], None);
    }
    open(&state, &request, &typed).await
}

/// `POST /staff/welcome`: a code that was typed.
///
/// # Errors
/// [`Problem::Refused`] where the form is not ours; [`Problem::TooOften`].
pub async fn enter(state: web::Data<State>, request: HttpRequest, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = ours(&state, &request, form)?;
    open(&state, &request, &typed).await
}

/// `POST /staff/welcome/completion`: what was chosen behind the code.
///
/// # Errors
/// [`Problem::Refused`] where the form is not ours; [`Problem::TooOften`].
pub async fn complete(state: web::Data<State>, request: HttpRequest, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = ours(&state, &request, form)?;
    let who = signed_in::of_request(&request).await.ok().map(|signed| signed.user);
    let Some(door) = behind(&state, typed.one("code")).await? else { return unknown(&state, &typed) };
    let (to, code) = (door_after(&door, who.as_ref()), one_time_code::typed(typed.one("code")));
    let now = state.clock.now();
    match people::complete(&state.store, &state.hashing, (door, code), who.as_ref(), &typed, now).await {
        Ok(()) => Ok(see_other(to)),
        Err(PeopleError::NotFound) => unknown(&state, &typed),
        Err(PeopleError::Fields(problems)) => {
            let Some(door) = behind(&state, typed.one("code")).await? else { return unknown(&state, &typed) };
            wrong(page(&state, &typed, &problems, Some((&door, who.as_ref())))?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where to go when all is done.
fn door_after(door: &Door, who: Option<&User>) -> &'static str {
    match door {
        Door::Invitation(invitation, _) if who.is_some_and(|who| who.mail == invitation.mail) => "/staff",
        Door::Invitation(..) | Door::Password(_) => "/staff/sign-in?done=password",
        Door::SecondFactor(_) => "/staff/sign-in?done=second_factor",
    }
}

/// The form, where it is ours and this client has not tried too often.
fn ours(state: &State, request: &HttpRequest, form: Pairs) -> Result<Typed, Problem> {
    let typed = Typed::new(form.into_inner());
    let secret = cookie::read(state, Holds::SignInForm, request).ok_or(Problem::Refused)?;
    if !bool::from(secret.as_bytes().ct_eq(typed.one("csrf").as_bytes())) {
        return Err(Problem::Refused);
    }
    state.rates.wait_for_sign_in(request).map_or(Ok(typed), |wait| Err(Problem::TooOften { wait }))
}

async fn open(state: &State, request: &HttpRequest, typed: &Typed) -> Result<HttpResponse, Problem> {
    let who = signed_in::of_request(request).await.ok().map(|signed| signed.user);
    match behind(state, typed.one("code")).await? {
        Some(door) => page(state, typed, &[], Some((&door, who.as_ref()))),
        None => unknown(state, typed),
    }
}

async fn behind(state: &State, code: &str) -> Result<Option<Door>, Problem> {
    let (code, now) = (one_time_code::typed(code), state.clock.now());
    let door = state.store.read(move |connection| people::door(connection, code, now)).await;
    door.map_err(|error: StoreError| Problem::fault(error))
}

fn unknown(state: &State, typed: &Typed) -> Result<HttpResponse, Problem> {
    let words = "このコードは使えません。入力の誤りがないか、期限が過ぎていないかお確かめください。\
                 一度使ったコードや、新しいコードが作られた後の前のコードは使えません。";
    wrong(page(state, typed, &[FieldProblem::at("code", words)], None)?)
}

fn wrong(mut page: HttpResponse) -> Result<HttpResponse, Problem> {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

fn page(
    state: &State,
    typed: &Typed,
    problems: &[FieldProblem],
    door: Option<(&Door, Option<&User>)>,
) -> Result<HttpResponse, Problem> {
    let csrf = sign_in::secret().map_err(Problem::fault)?;
    let cookie = cookie::make(state, Holds::SignInForm, csrf.clone());
    let form = FormState { typed, problems };
    let blank = Typed::default();
    let secret = FormState { typed: &blank, problems };
    let new = matches!(door, Some((Door::Invitation(..) | Door::Password(_), _)));
    let mut view = WelcomeView {
        csrf,
        code: String::new(),
        asks: "code",
        name: String::new(),
        mail: String::new(),
        network: String::new(),
        role_label: String::new(),
        field: form.required(
            "code",
            "設定のコード",
            "紙又はメールに書かれた16文字です。ハイフンはなくても構いません。",
        ),
        password: if new {
            secret.required("password", "新しいパスワード", password_support())
        } else {
            secret.required("password", "いまのパスワード", "")
        },
        again: secret.required("again", "新しいパスワード（もう一度）", ""),
        errors: form.summary(&[
            ("code", "設定のコード"),
            ("password", "パスワード"),
            ("again", "新しいパスワード（もう一度）"),
        ]),
    };
    if let Some((door, who)) = door {
        view.code = one_time_code::plain(typed.one("code"));
        fill(&mut view, door, who);
    }
    let mut response = state.page("staff/welcome.html", &view)?;
    response.add_cookie(&cookie).map_err(Problem::fault)?;
    Ok(response)
}

fn fill(view: &mut WelcomeView, door: &Door, who: Option<&User>) {
    let user = match door {
        Door::Invitation(invitation, network) => {
            view.asks = if who.is_some_and(|who| who.mail == invitation.mail) { "join" } else { "invitation" };
            view.name.clone_from(&invitation.display_name);
            view.mail.clone_from(&invitation.mail);
            view.network.clone_from(&network.name);
            role_label(invitation.role.as_str()).clone_into(&mut view.role_label);
            return;
        }
        Door::Password(user) => {
            view.asks = "password";
            user
        }
        Door::SecondFactor(user) => {
            view.asks = "second_factor";
            user
        }
    };
    view.name.clone_from(&user.display_name);
    view.mail.clone_from(&user.mail);
}
