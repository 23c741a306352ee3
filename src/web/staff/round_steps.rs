//! Making a round, steps two to four: the period, whom, when and how; and the letter as an agency gets it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::round_setup::{Pairs, after, on_to, reading, refused, taken, writing};
use super::rounds::RoundPath;
use crate::app::rounds::whom::{self, Wish};
use crate::app::rounds::{Outcome, letter, opening, period, schedule};
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/rounds/{round}/period`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn period(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    let id = path.id()?;
    let page = reading(&state, &desk, id, |_, _, setup| Ok(setup.is_draft().then(|| period::page(setup, None, &[]))));
    match page.await? {
        Some(page) => desk.page("", "staff/rounds/period.html", &page),
        None => Ok(on_to(&desk, id, "settings")),
    }
}

/// `POST /staff/networks/{network}/rounds/{round}/period`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such draft.
pub async fn save_period(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, edition)) = (path.id()?, taken(&desk, pairs)?);
    let posted = typed.clone();
    let saved = writing(&state, &desk, id, move |connection, _, setup, act| {
        period::save(connection, setup, &posted, edition, act)
    });
    match saved.await? {
        Outcome::Done(()) => Ok(after(&desk, id, &typed, "agencies")),
        Outcome::Refused(problems) => {
            let page = reading(&state, &desk, id, move |_, _, setup| Ok(period::page(setup, Some(&typed), &problems)));
            Ok(refused(desk.page("", "staff/rounds/period.html", &page.await?)?))
        }
    }
}

/// `GET /staff/networks/{network}/rounds/{round}/agencies`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn agencies(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    let page = reading(&state, &desk, path.id()?, |connection, shared, setup| {
        whom::page(connection, &shared.definitions, setup, &setup.chosen, &[])
    });
    desk.page("", "staff/rounds/agencies.html", &page.await?)
}

/// `POST /staff/networks/{network}/rounds/{round}/agencies`: keeps the choice in a draft, invites the ticked ones
/// to a round that is open; the buttons of a kind only tick.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or it is closed.
pub async fn save_agencies(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, edition)) = (path.id()?, taken(&desk, pairs)?);
    let (posted, wish) = (typed.clone(), Wish::of(&typed));
    let is_draft = reading(&state, &desk, id, |_, _, setup| Ok(setup.is_draft())).await?;
    let outcome = match (is_draft, &wish) {
        (true, _) => {
            let saving = writing(&state, &desk, id, move |connection, _, setup, act| {
                whom::save(connection, setup, &posted, edition, act)
            });
            saving.await?
        }
        (false, Wish::Next) => {
            let adding = writing(&state, &desk, id, move |connection, shared, setup, act| {
                opening::add_agencies(connection, &shared.key, shared.mailing().as_ref(), setup, &posted, edition, act)
            });
            match adding.await? {
                Outcome::Done(asked) => {
                    let (agencies, mails) = (asked.agencies, asked.queued.mails);
                    return Ok(on_to(&desk, id, &format!("settings?done=added&agencies={agencies}&mails={mails}")));
                }
                Outcome::Refused(problems) => Outcome::Refused(problems),
            }
        }
        (false, _) => Outcome::Refused(Vec::new()),
    };
    match (outcome, wish) {
        (Outcome::Done(()), Wish::Next) => Ok(after(&desk, id, &typed, "schedule")),
        (Outcome::Done(()), Wish::All(kind) | Wish::None(kind)) => {
            Ok(on_to(&desk, id, &format!("agencies#kind-{kind}")))
        }
        (Outcome::Refused(problems), _) => {
            let is_wrong = !problems.is_empty();
            let page = reading(&state, &desk, id, move |connection, shared, setup| {
                let ticked = whom::ticked(connection, setup, &typed)?;
                whom::page(connection, &shared.definitions, setup, &ticked, &problems)
            });
            let page = desk.page("", "staff/rounds/agencies.html", &page.await?)?;
            Ok(if is_wrong { refused(page) } else { page })
        }
    }
}

/// `GET /staff/networks/{network}/rounds/{round}/schedule`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn schedule(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    let page =
        reading(&state, &desk, path.id()?, |_, shared, setup| schedule::page(&shared.templates, setup, None, &[]));
    desk.page("", "staff/rounds/schedule.html", &page.await?)
}

/// `POST /staff/networks/{network}/rounds/{round}/schedule`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or it is closed.
pub async fn save_schedule(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, edition)) = (path.id()?, taken(&desk, pairs)?);
    let (posted, network) = (typed.clone(), desk.network.id);
    let read =
        reading(&state, &desk, id, move |_, shared, setup| schedule::read(&shared.templates, setup, &posted)).await?;
    let outcome = match read {
        Ok(decided) => {
            let keeping = writing(&state, &desk, id, move |connection, _, _, act| {
                schedule::keep(connection, network, &decided, edition, act)
            });
            keeping.await?
        }
        Err(problems) => Outcome::Refused(problems),
    };
    match outcome {
        Outcome::Done(()) if typed.one("go") == "letter" => Ok(on_to(&desk, id, "letter")),
        Outcome::Done(()) => Ok(on_to(&desk, id, "settings?done=saved")),
        Outcome::Refused(problems) => {
            let page = reading(&state, &desk, id, move |_, shared, setup| {
                schedule::page(&shared.templates, setup, Some(&typed), &problems)
            });
            Ok(refused(desk.page("", "staff/rounds/schedule.html", &page.await?)?))
        }
    }
}

/// Whose letter to look at.
#[derive(Debug, Deserialize)]
pub struct Whose {
    agency: Option<String>,
}

/// `GET /staff/networks/{network}/rounds/{round}/letter`: the invitation as one agency gets it.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn letter(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    whose: web::Query<Whose>,
) -> Result<HttpResponse, Problem> {
    let wanted = whose.into_inner().agency.and_then(|id| id.parse().ok());
    let page = reading(&state, &desk, path.id()?, move |connection, shared, setup| {
        letter::page(connection, &shared.templates, setup, &shared.public_url, wanted)
    });
    let mut page = page.await?;
    page.sends_mail = state.sends_mail;
    desk.page("", "staff/rounds/letter.html", &page)
}
