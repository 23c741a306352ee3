//! Reminding at once those who have not answered.

use std::collections::HashSet;

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::round_setup::{Pairs, on_to, reading, refused, taken, writing};
use super::rounds::RoundPath;
use crate::app::desk::DeskError;
use crate::app::mails::reminding::{self, Choice};
use crate::app::reminders::now::{self, Reminded};
use crate::store::{AgencyId, RoundId};
use crate::view::field::{FieldProblem, Typed};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/reminders`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    page(&state, &desk, path.id()?, None, Vec::new(), Vec::new()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    chosen: Option<HashSet<AgencyId>>,
    too_soon: Vec<AgencyId>,
    problems: Vec<FieldProblem>,
) -> Result<HttpResponse, Problem> {
    let page = reading(state, desk, id, move |connection, shared, setup| {
        let choice = Choice { chosen: chosen.as_ref(), too_soon: &too_soon, problems: &problems };
        reminding::page(connection, &shared.calendar, shared.sends_mail, setup, &choice, shared.clock.now())
    });
    desk.page("", "staff/mails/reminders.html", &page.await?)
}

/// What was done, as a sentence.
pub(super) fn told(agencies: usize, mails: usize) -> String {
    format!("{agencies}機関へのお知らせ{mails}通を用意しました。送る時間になると、順に送ります。")
}

/// What is said to a button that was pressed twice.
pub(super) fn told_twice(agencies: usize) -> String {
    format!("{agencies}機関へのお知らせは、先ほど用意したばかりです。二重には用意していません。")
}

fn ids(typed: &Typed, field: &str) -> HashSet<AgencyId> {
    typed.all(field).filter_map(|id| id.parse().ok()).collect()
}

/// `POST /staff/networks/{network}/rounds/{round}/reminders`: asks back where an agency was asked just before.
///
/// # Errors
/// [`Problem::NotFound`] where the round is not open, or no mail is sent.
pub async fn remind(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, _)) = (path.id()?, taken(&desk, pairs)?);
    let back = if typed.one("from") == "board" { "" } else { "mails" };
    let (chosen, confirmed) = (ids(&typed, "agency"), ids(&typed, "confirmed"));
    let wished = chosen.clone();
    let reminded = writing(&state, &desk, id, move |connection, shared, setup, act| {
        let mailing = shared.mailing().ok_or(DeskError::NotFound)?;
        now::remind(connection, &mailing, setup, &wished, &confirmed, act)
    });
    let (too_soon, problem) = match reminded.await? {
        Reminded::Done { agencies, queued } => {
            let done = format!("{back}?done=reminded&agencies={agencies}&mails={}", queued.mails);
            return Ok(on_to(&desk, id, &done));
        }
        Reminded::Twice { agencies } => {
            return Ok(on_to(&desk, id, &format!("{back}?done=reminded-before&agencies={agencies}")));
        }
        Reminded::TooSoon(agencies) => (agencies.iter().map(|agency| agency.agency.id).collect(), None),
        Reminded::Paused => (Vec::new(), None),
        Reminded::Nobody => {
            let message =
                "お知らせを送る機関を1つ以上選んでください。回答のあった機関と、メールの届かない機関には送れません。";
            (Vec::new(), Some(FieldProblem::at("agency", message)))
        }
    };
    Ok(refused(page(&state, &desk, id, Some(chosen), too_soon, problem.into_iter().collect()).await?))
}
