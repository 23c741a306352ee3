//! A message in the office's own words to chosen agencies.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::round_setup::{Pairs, on_to, reading, refused, taken, writing};
use super::rounds::RoundPath;
use crate::app::desk::DeskError;
use crate::app::mails::message;
use crate::store::RoundId;
use crate::view::field::{FieldProblem, Typed};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/messages`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    page(&state, &desk, path.id()?, Typed::default(), Vec::new(), false).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    typed: Typed,
    problems: Vec<FieldProblem>,
    shows_preview: bool,
) -> Result<HttpResponse, Problem> {
    let page = reading(state, desk, id, move |connection, shared, setup| {
        message::page(connection, shared.mailing().as_ref(), setup, &typed, &problems, shows_preview)
    });
    desk.page("", "staff/mails/message.html", &page.await?)
}

/// `POST /staff/networks/{network}/rounds/{round}/messages`: shows the mail first, and sends it where that was asked for.
///
/// # Errors
/// [`Problem::NotFound`] where the round is not open or paused, or no mail is sent.
pub async fn send(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, _)) = (path.id()?, taken(&desk, pairs)?);
    let problems = message::problems(&typed);
    if !problems.is_empty() {
        return Ok(refused(page(&state, &desk, id, typed, problems, false).await?));
    }
    if typed.one("go") != "send" {
        return page(&state, &desk, id, typed, Vec::new(), true).await;
    }
    let sending = writing(&state, &desk, id, move |connection, shared, setup, act| {
        let mailing = shared.mailing().ok_or(DeskError::NotFound)?;
        message::send(connection, &mailing, setup, &typed, act)
    });
    let (agencies, queued) = sending.await?;
    Ok(on_to(&desk, id, &format!("mails?done=written&agencies={agencies}&mails={}", queued.mails)))
}
