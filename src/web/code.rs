//! The page on which a code from a letter is typed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::Problem;
use super::state::{State, see_other};
use crate::app::letters::{self, CodeProblem, ShortCode};

/// What the page shows.
#[derive(Debug, Default, Serialize)]
pub(super) struct CodeView {
    code: String,
    error: Option<String>,
}

/// The posted form.
#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `GET /code`
///
/// # Errors
/// [`Problem::Fault`].
pub(super) async fn show(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    state.page("code.html", &CodeView::default())
}

/// `POST /code`: on to the agency's page. A code that leads nowhere is told in the same words, whatever the reason.
///
/// # Errors
/// [`Problem::TooOften`] where codes were tried too often, from one address or in all.
pub(super) async fn open(
    state: web::Data<State>,
    request: HttpRequest,
    form: web::Form<CodeForm>,
) -> Result<HttpResponse, Problem> {
    let typed = form.into_inner().code;
    let code = match ShortCode::typed(&typed) {
        Ok(code) => code,
        Err(problem) => return refused(&state, typed, words(problem)),
    };
    if let Some(wait) = state.rates.wait_for_code(&request) {
        return Err(Problem::TooOften { wait });
    }
    let shared = state.clone();
    let opened = state.store.read(move |connection| letters::open(connection, &shared.key, code)).await;
    match opened.map_err(|error: crate::store::StoreError| Problem::fault(error))? {
        Some(token) => Ok(see_other(format!("/a/{token}"))),
        None => refused(&state, typed, UNKNOWN.to_owned()),
    }
}

const UNKNOWN: &str = "このコードでは、回答用ページを開けません。新しいコードに替わったか、回答の受付が終わった可能性があります。いちばん新しい依頼状のコードをお確かめになるか、依頼状にある問合せ先までお電話ください。";

/// The form again, with what was typed.
fn refused(state: &State, code: String, error: String) -> Result<HttpResponse, Problem> {
    let mut response = state.page("code.html", &CodeView { code, error: Some(error) })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn words(problem: CodeProblem) -> String {
    match problem {
        CodeProblem::Blank => "依頼状に書かれている10文字のコードを入力してください。".to_owned(),
        CodeProblem::Sign(sign) => format!(
            "「{sign}」は、コードに使われていない文字です。コードは、2から9までの数字と、I、L、Oを除く英字です。依頼状のコードをもう一度お確かめください。"
        ),
        CodeProblem::Length(signs) => format!(
            "コードは10文字です（入力されたのは{signs}文字です）。抜けている文字や余分な文字がないか、お確かめください。"
        ),
        CodeProblem::Mistyped => {
            "入力されたコードに、誤りがあります。依頼状のコードと1文字ずつ見比べて、違うところを直してください。"
                .to_owned()
        }
    }
}
