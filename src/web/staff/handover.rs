//! `…/rounds/{round}/agencies/{agency}/handover`: the link passes on to a new contact person.

use actix_web::{HttpResponse, web};

use super::board::{BoardPath, around};
use super::desk::Desk;
use super::round_setup::{Pairs, on_to, reading, refused, taken, writing};
use crate::app::mails::handover::{self, HandedOver, Means};
use crate::view::field::{FieldProblem, Typed};
use crate::web::{Problem, State};

/// `GET …/agencies/{agency}/handover`
///
/// # Errors
/// [`Problem::NotFound`] where the round does not ask this agency, or is not open.
pub async fn show(state: web::Data<State>, desk: Desk, path: web::Path<BoardPath>) -> Result<HttpResponse, Problem> {
    page(&state, &desk, &path, Typed::default(), Vec::new()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    path: &BoardPath,
    typed: Typed,
    problems: Vec<FieldProblem>,
) -> Result<HttpResponse, Problem> {
    let agency = path.agency()?;
    let page = reading(state, desk, path.round()?, move |connection, shared, setup| {
        handover::page(connection, shared.sends_mail, setup, agency, &typed, &problems)
    });
    desk.page("", "staff/mails/handover.html", &page.await?)
}

/// `POST …/agencies/{agency}/handover`
///
/// # Errors
/// [`Problem::NotFound`] where the round does not ask this agency, or is not open.
pub async fn hand_over(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (round, agency, (typed, _)) = (path.round()?, path.agency()?, taken(&desk, pairs)?);
    let wanted = typed.clone();
    let handed = writing(&state, &desk, round, move |connection, shared, setup, act| {
        let means = Means { mailing: shared.mailing(), around: around(shared) };
        handover::hand_over(connection, means, setup, agency, &wanted, act)
    });
    let done = match handed.await? {
        HandedOver::ByMail => "handed-by-mail",
        HandedOver::ByOffice => "handed",
        HandedOver::Fields(problems) => return Ok(refused(page(&state, &desk, &path, typed, problems).await?)),
    };
    Ok(on_to(&desk, round, &format!("agencies/{agency}/link?done={done}")))
}
