//! The pages of questions of an entry: shown, and saved, as the agency's are.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};
use serde::Deserialize;

use super::{Desk, Pairs, asked, checked, reading};
use crate::app::office::{Asked, entering};
use crate::app::respond::{Posted, drafting, forms, going_on, previous};
use crate::store::entries::Hand;
use crate::web::respond::Query;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A page of an entry, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct SectionPath {
    round: String,
    agency: String,
    hand: String,
    sheet: i32,
    section: String,
}

impl SectionPath {
    fn asked(&self) -> Result<(Asked, Hand), Problem> {
        let hand = self.hand.parse().map_err(|_| Problem::NotFound)?;
        Ok((asked(&self.round, &self.agency)?, hand))
    }
}

/// `GET …/entries/{hand}/sheets/{sheet}/sections/{section}`
///
/// # Errors
/// [`Problem::NotFound`] where no entry of this hand is open, or there is no such section.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<SectionPath>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let ((asked, hand), sheet, section) = (path.asked()?, path.sheet, path.section.clone());
    let page = reading(&state, &desk, (asked, hand), move |connection, shared, visit| {
        let base = entering::entry_path(visit, hand);
        forms::section_page(connection, &shared.definitions, visit, (sheet, &section), &base, &query.told())
    });
    let page = page.await?.ok_or(Problem::NotFound)?;
    desk.page_around("staff/answers/section.html", &page, &page.questions_html().map_err(Problem::fault)?)
}

/// `POST …/entries/{hand}/sheets/{sheet}/sections/{section}`: on to the next page; a page that saves by itself gets the
/// page as it is now instead.
///
/// # Errors
/// [`Problem::NotFound`] where no entry of this hand is open, or there is no such section.
pub async fn save(
    state: Data<State>,
    desk: Desk,
    path: Path<SectionPath>,
    query: FromQuery<Query>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let posted = Posted::from_pairs(checked(&desk, pairs)?);
    let is_autosave = posted.is_autosave;
    let ((asked, hand), sheet, section) = (path.asked()?, path.sheet, path.section.clone());
    let save = reading(&state, &desk, (asked, hand), move |connection, shared, visit| {
        let last = if posted.fills { previous::find(connection, &shared.definitions, visit)? } else { None };
        let page = Arc::new((section.clone(), posted));
        let save = drafting::prepare_on(connection, visit, sheet, page, last.map(|last| last.fields))?;
        Ok((save, format!("{}/sheets/{sheet}", entering::entry_path(visit, hand)), section))
    });
    let (save, entry, section) = save.await?;
    let (save, saved) = state.store.write(move |connection| save.store(connection)).await?;
    if is_autosave {
        return show(state, desk, path, query).await;
    }
    let next = going_on::after_save(save.visit(), &section, save.posted(), &saved);
    Ok(see_other(format!("{entry}/{next}")))
}
