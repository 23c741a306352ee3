//! Pages behind a personal link. The token in the path is looked up first, in every handler; what
//! it opens is all that the handler can reach.

pub mod case_sheets;
pub mod correction;
pub mod declaration;
pub mod hearing;
pub mod masking;
pub mod no_cases;
mod not_saved;
pub mod questions;
pub mod receipt;
pub mod resources;
pub mod review;
pub mod revision;
pub mod start;

use actix_web::HttpResponse;
use actix_web::web::Data;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::errors::Problem;
use super::state::{State, see_other};
use crate::app::respond::{self, OnSheet, RespondError, Visit};
use crate::app::{DefinitionError, Definitions};
use crate::store::Connection;
use crate::view::form::SectionPage;

impl From<RespondError> for Problem {
    fn from(error: RespondError) -> Self {
        match error {
            RespondError::LinkUnknown => Self::LinkUnknown,
            RespondError::NotYet(not_yet) => Self::NotYet(not_yet),
            RespondError::NotFound => Self::NotFound,
            RespondError::SheetRemoved => Self::SheetRemoved,
            RespondError::TooMuch => Self::TooLarge,
            RespondError::Store(error) | RespondError::Definition(DefinitionError::Store(error)) => Self::fault(error),
            fault => Self::fault(fault),
        }
    }
}

/// Name–value pairs of a posted form, in order.
type Pairs = actix_web::web::Form<Vec<(String, String)>>;

/// What the pages say after a save, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    /// The page follows a save.
    pub saved: Option<u8>,
    /// That save made more questions appear.
    pub more: Option<u8>,
    /// That save was joined with another.
    pub joined: Option<u8>,
    /// Blanks are shown as errors.
    pub missing: Option<u8>,
    /// That save filled so many questions with last time's answers.
    pub filled: Option<usize>,
    /// The sheet was copied from the one with this number just now.
    pub copied: Option<i32>,
    /// That save answered the counts of cases with 0.
    pub none: Option<u8>,
    /// The sheet with this number was removed just now.
    pub removed: Option<i32>,
    /// A correction was dropped just now.
    pub put_back: Option<u8>,
}

impl Query {
    pub(in crate::web) fn told(&self) -> respond::forms::Told {
        respond::forms::Told {
            just_saved: self.saved.is_some(),
            more_appeared: self.more.is_some(),
            joined: self.joined.is_some(),
            shows_missing: self.missing.is_some(),
            filled: self.filled,
            copied_from: self.copied,
            answered_none: self.none.is_some(),
            not_saved: None,
            saved_by_itself: None,
        }
    }
}

/// Address of a link's start page.
fn base(token: &str) -> String {
    format!("/a/{token}")
}

/// Address of a page of a sheet.
fn of_sheet(token: &str, sheet: i32, page: &str) -> String {
    format!("/a/{token}/sheets/{sheet}/{page}")
}

/// Opens the link, and shows the page that `view` fills; the browser goes on to `instead` where there is no such
/// page for the moment.
async fn page_or<V: Serialize + Send + 'static>(
    state: &Data<State>,
    token: &str,
    template: &str,
    instead: String,
    view: impl FnOnce(&mut Connection, &State, &Visit) -> Result<Option<V>, RespondError> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    match reading(state, token, view).await? {
        Some(view) => state.page(template, &view),
        None => Ok(see_other(instead)),
    }
}

/// A page of questions.
fn questions_page(state: &State, page: &SectionPage) -> Result<HttpResponse, Problem> {
    state.page_around("respond/section.html", page, &page.questions_html().map_err(Problem::fault)?)
}

/// Opens the link, and reads what `read` wants.
async fn reading<T: Send + 'static>(
    state: &Data<State>,
    token: &str,
    read: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    reading_by(respond::open, state, token, read).await
}

/// How a link is opened.
type Opening = fn(&mut Connection, &Definitions, &str, Timestamp) -> Result<Visit, RespondError>;

/// Opens the link by `open`, and reads what `read` wants.
async fn reading_by<T: Send + 'static>(
    open: Opening,
    state: &Data<State>,
    token: &str,
    read: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, token, now) = (state.clone(), token.to_owned(), state.clock.now());
    let answer = state.store.read(move |connection| {
        let visit = open(connection, &shared.definitions, &token, now)?;
        read(connection, &shared, &visit)
    });
    Ok(answer.await?)
}

/// Opens the link for one of its sheets, and reads what `read` wants.
async fn reading_sheet<T: Send + 'static>(
    state: &Data<State>,
    token: &str,
    sheet: i32,
    read: impl FnOnce(&mut Connection, &State, &Visit, OnSheet) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, token, now) = (state.clone(), token.to_owned(), state.clock.now());
    let answer = state.store.read_briefly(move |connection| {
        let (visit, sheet) = respond::open_sheet(connection, &shared.definitions, (&token, sheet), now)?;
        read(connection, &shared, &visit, sheet)
    });
    Ok(answer.await?)
}

/// Opens the link, and changes what `write` changes, in one transaction.
async fn writing<T: Send + 'static>(
    state: &Data<State>,
    token: &str,
    write: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, token, now) = (state.clone(), token.to_owned(), state.clock.now());
    let answer = state.store.write(move |connection| {
        let visit = respond::open(connection, &shared.definitions, &token, now)?;
        write(connection, &shared, &visit)
    });
    Ok(answer.await?)
}
