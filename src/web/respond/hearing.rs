//! A hearing behind a link: the survey that its interviewer reads, and what the agency confirms.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{Pairs, base, reading, writing};
use crate::app::hearings::confirming::{self, Answered};
use crate::app::hearings::survey;
use crate::app::office::asking::{Request, Wrong};
use crate::app::office::deciding::Seen;
use crate::store::responses::ResponseState;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/survey`: what the agency answered, for the interviewer.
pub(in crate::web) async fn survey(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page = reading(&state, &token, move |connection, shared, visit| {
        survey::page(connection, &shared.definitions, visit, &address)
    });
    state.page("respond/survey.html", &page.await?)
}

/// `GET /a/{token}/sheets/{sheet}/confirmation`
pub(in crate::web) async fn show(state: Data<State>, path: Path<(String, i32)>) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    page(&state, &token, sheet, Request::default(), Wrong::default(), false).await
}

/// `POST /a/{token}/sheets/{sheet}/confirmation`: 「内容に相違ありません」, or what is not right.
pub(in crate::web) async fn answer(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let ((token, sheet), pairs) = (path.into_inner(), pairs.into_inner());
    let value = |name: &str| pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.as_str());
    // What cannot be read was never shown: it is as stale as what has changed since.
    let state_shown = value("state").parse().unwrap_or(ResponseState::SetAside);
    let seen = Seen { revision: value("revision").parse().unwrap_or(0), state: state_shown };
    let is_agreed = value("answer") == "right";
    let typed = Request::from_pairs(&pairs);
    let said = typed.clone();
    let answered = writing(&state, &token, move |connection, _, visit| {
        if is_agreed {
            confirming::agree(connection, visit, sheet, seen)
        } else {
            confirming::object(connection, visit, sheet, seen, &said)
        }
    });
    match answered.await? {
        Answered::Done => Ok(see_other(format!("{}/sheets/{sheet}/confirmation", base(&token)))),
        Answered::Stale => page(&state, &token, sheet, typed, Wrong::default(), true).await,
        Answered::Wrong(wrong) => page(&state, &token, sheet, typed, wrong, false).await,
    }
}

async fn page(
    state: &Data<State>,
    token: &str,
    sheet: i32,
    typed: Request,
    wrong: Wrong,
    is_stale: bool,
) -> Result<HttpResponse, Problem> {
    let address = base(token);
    let shown = reading(state, token, move |connection, shared, visit| {
        confirming::page(connection, &shared.definitions, visit, (sheet, &address), &typed, &wrong)
    });
    match shown.await? {
        Some(mut shown) => {
            shown.is_stale = is_stale;
            state.page("respond/confirmation.html", &shown)
        }
        None => Ok(see_other(base(token))),
    }
}
