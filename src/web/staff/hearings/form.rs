//! The pages of questions of a hearing: shown, saved, reviewed, handed in, as the agency's are.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};
use serde::Deserialize;
use tracing::Span;

use super::{Desk, invitation, reading, writing};
use crate::app::hearings;
use crate::app::masking::warning;
use crate::app::respond::submitting::{self, Outcome};
use crate::app::respond::{Posted, drafting, forms, going_on};
use crate::store::revisions::Channel;
use crate::web::respond::Query;
use crate::web::staff::answers::{Pairs, checked};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A sheet of a hearing, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct SheetPath {
    hearing: String,
    sheet: i32,
}

/// A page of questions of it.
#[derive(Debug, Clone, Deserialize)]
pub struct SectionPath {
    hearing: String,
    sheet: i32,
    section: String,
}

/// `GET …/hearings/{hearing}/sheets/{sheet}`: on to the page where the person goes on.
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn first(state: Data<State>, desk: Desk, path: Path<SheetPath>) -> Result<HttpResponse, Problem> {
    let (hearing, sheet) = (invitation(&path.hearing)?, path.sheet);
    let base = hearings::path(desk.network.id, hearing);
    let key =
        reading(&state, &desk, hearing, move |connection, _, visit| going_on::next_section(connection, visit, sheet));
    let page = key.await?.map_or_else(|| "review".to_owned(), |key| format!("sections/{key}"));
    Ok(see_other(format!("{base}/sheets/{sheet}/{page}")))
}

/// `GET …/hearings/{hearing}/sheets/{sheet}/sections/{section}`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person, or there is no such section.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<SectionPath>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (hearing, sheet, section) = (invitation(&path.hearing)?, path.sheet, path.section.clone());
    let base = hearings::path(desk.network.id, hearing);
    let back = base.clone();
    let page = reading(&state, &desk, hearing, move |connection, shared, visit| {
        forms::section_page(connection, &shared.definitions, visit, (sheet, &section), &base, &query.told())
    });
    match page.await? {
        Some(page) => {
            let questions = page.questions_html().map_err(Problem::fault)?;
            desk.page_around("staff/hearings/section.html", &page, &questions)
        }
        None => Ok(see_other(back)),
    }
}

/// `POST …/hearings/{hearing}/sheets/{sheet}/sections/{section}`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person, or there is no such section.
pub async fn save(
    state: Data<State>,
    desk: Desk,
    path: Path<SectionPath>,
    query: FromQuery<Query>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let posted = Posted::from_pairs(checked(&desk, pairs)?);
    let is_autosave = posted.is_autosave;
    let (hearing, sheet, section) = (invitation(&path.hearing)?, path.sheet, path.section.clone());
    let base = hearings::path(desk.network.id, hearing);
    let save = reading(&state, &desk, hearing, move |connection, _, visit| {
        let page = Arc::new((section.clone(), posted));
        Ok((drafting::prepare_on(connection, visit, sheet, page, None)?, section))
    });
    let (save, section) = save.await?;
    let (save, saved) = state.store.write(move |connection| save.store(connection)).await?;
    if is_autosave {
        return show(state, desk, path, query).await;
    }
    let next = going_on::after_save(save.visit(), &section, save.posted(), &saved);
    Ok(see_other(format!("{base}/sheets/{sheet}/{next}")))
}

/// `GET …/hearings/{hearing}/sheets/{sheet}/review`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn review(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (hearing, sheet) = (invitation(&path.hearing)?, path.sheet);
    let base = hearings::path(desk.network.id, hearing);
    let back = base.clone();
    // A fault of the warning is logged beside the request, though it is looked for on another thread.
    let span = Span::current();
    let page = reading(&state, &desk, hearing, move |connection, shared, visit| {
        let page = forms::review_page(connection, &shared.definitions, visit, sheet, &base, &query.told())?;
        let Some(mut page) = page else { return Ok(None) };
        let found = || warning::of_sheet(connection, &shared.masker, visit, sheet, &base);
        page.identifying = span.in_scope(found)?;
        Ok(Some(page))
    });
    match page.await? {
        Some(page) => desk.page("", "staff/hearings/review.html", &page),
        None => Ok(see_other(back)),
    }
}

/// `POST …/hearings/{hearing}/sheets/{sheet}/confirmations`: 「このままで正しい」
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn confirm(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let posted = Posted::from_pairs(checked(&desk, pairs)?);
    let (hearing, sheet) = (invitation(&path.hearing)?, path.sheet);
    let base = hearings::path(desk.network.id, hearing);
    writing(&state, &desk, hearing, move |connection, _, visit| {
        drafting::save_confirmations(connection, visit, sheet, &posted)
    })
    .await?;
    Ok(see_other(format!("{base}/sheets/{sheet}/review?saved=1")))
}

/// `POST …/hearings/{hearing}/sheets/{sheet}/revisions`: done; the agency is asked to confirm it.
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn submit(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let posted = Posted::from_pairs(checked(&desk, pairs)?);
    let (hearing, sheet) = (invitation(&path.hearing)?, path.sheet);
    let base = hearings::path(desk.network.id, hearing);
    let outcome = writing(&state, &desk, hearing, move |connection, shared, visit| {
        let (version, key) = (posted.version, &posted.save_key);
        let outcome = submitting::submit(connection, visit, sheet, version, key, Channel::Interview)?;
        if let Outcome::Received(receipt) = &outcome
            && shared.sends_mail
        {
            hearings::letter::queue(connection, &shared.templates, visit, receipt)?;
        }
        Ok(outcome)
    });
    let page = match outcome.await? {
        Outcome::Received(_) => String::new(),
        Outcome::NotReady => format!("/sheets/{sheet}/review"),
        Outcome::Changed => format!("/sheets/{sheet}/review?joined=1"),
    };
    Ok(see_other(format!("{base}{page}")))
}
