//! Making a round, first step: what is asked; with a look at the questionnaire as agencies see it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::round_setup::{Pairs, after, on_to, reading, refused, taken, writing};
use super::rounds::RoundPath;
use crate::app::desk::DeskError;
use crate::app::rounds::making::{self, Asked, What};
use crate::app::rounds::{Outcome, preview};
use crate::store::RoundId;
use crate::view::field::{FieldProblem, Typed};
use crate::web::{Problem, State};

/// Which questionnaire and page of it to look at.
#[derive(Debug, Deserialize)]
pub struct Look {
    questionnaire: Option<String>,
    section: Option<String>,
}

/// `GET /staff/networks/{network}/rounds/new`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn new(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    page(&state, &desk, None, Vec::new()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    round: Option<RoundId>,
    problems: Vec<FieldProblem>,
) -> Result<HttpResponse, Problem> {
    let network = desk.network.clone();
    let page = match round {
        Some(id) => {
            reading(state, desk, id, move |connection, _, setup| {
                making::page(connection, &network, Some(setup), &problems)
            })
            .await?
        }
        None => state.store.read(move |connection| making::page(connection, &network, None, &problems)).await?,
    };
    desk.page("", "staff/rounds/questionnaire.html", &page)
}

/// The questionnaire that a form names, read before anything is written.
async fn asked(typed: &Typed) -> Result<Result<Asked, FieldProblem>, Problem> {
    let what: What = match typed.one("questionnaire").parse() {
        Ok(what) => what,
        Err(problem) => return Ok(Err(problem)),
    };
    let asked = web::block(move || what.asked()).await.map_err(Problem::fault)?;
    Ok(Ok(asked?))
}

/// `POST /staff/networks/{network}/rounds`: makes the draft.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such questionnaire.
pub async fn make(state: web::Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let (typed, _) = taken(&desk, pairs)?;
    let asked = match asked(&typed).await? {
        Ok(asked) => asked,
        Err(problem) => return Ok(refused(page(&state, &desk, None, vec![problem]).await?)),
    };
    let (network, act) = (desk.network.clone(), desk.signed.act(&state));
    let made = state.store.write(move |connection| making::make(connection, &network, &asked, act.at, &act));
    Ok(on_to(&desk, made.await?, "period"))
}

/// `GET /staff/networks/{network}/rounds/{round}/questionnaire`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    let id = path.id()?;
    if !reading(&state, &desk, id, |_, _, setup| Ok(setup.is_draft())).await? {
        return Ok(on_to(&desk, id, "settings"));
    }
    page(&state, &desk, Some(id), Vec::new()).await
}

/// `POST /staff/networks/{network}/rounds/{round}/questionnaire`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such questionnaire, or the round is no draft.
pub async fn change(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, edition)) = (path.id()?, taken(&desk, pairs)?);
    let asked = match asked(&typed).await? {
        Ok(asked) => asked,
        Err(problem) => return Ok(refused(page(&state, &desk, Some(id), vec![problem]).await?)),
    };
    let changed = writing(&state, &desk, id, move |connection, _, setup, act| {
        making::change(connection, setup, &asked, edition, act)
    });
    match changed.await? {
        Outcome::Done(()) => Ok(after(&desk, id, &typed, "period")),
        Outcome::Refused(problems) => Ok(refused(page(&state, &desk, Some(id), problems).await?)),
    }
}

/// `GET /staff/networks/{network}/rounds/new/preview`: a questionnaire before it is chosen.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such questionnaire or page.
pub async fn preview_offer(
    state: web::Data<State>,
    desk: Desk,
    look: web::Query<Look>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, Look { questionnaire, section }) = (state.clone(), desk.network.clone(), look.into_inner());
    let read = state.store.read(move |connection| {
        let what = questionnaire.map(|what| what.parse()).transpose().map_err(|_| DeskError::NotFound)?;
        preview::of_offer(connection, &shared.definitions, &network, what, section.as_deref())
    });
    desk.page("", "staff/rounds/preview.html", &read.await?)
}

/// `GET /staff/networks/{network}/rounds/{round}/preview`: the round's questionnaire.
///
/// # Errors
/// [`Problem::NotFound`] where it has no such page.
pub async fn preview(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    look: web::Query<Look>,
) -> Result<HttpResponse, Problem> {
    let section = look.into_inner().section;
    let page = reading(&state, &desk, path.id()?, move |connection, shared, setup| {
        preview::of_round(connection, &shared.definitions, setup, section.as_deref())
    });
    desk.page("", "staff/rounds/preview.html", &page.await?)
}
