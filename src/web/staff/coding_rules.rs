//! Rules that propose codes.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::desk::Desk;
use super::reading::{Pairs, checked};
use super::round_setup::refused;
use crate::app::coding_rules::{self, RulesError};
use crate::app::viewing::Viewed;
use crate::store::StoreError;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A codebook, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct BookPath {
    book: String,
}

/// What a page says after something was done, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// Whether rules were saved.
    #[serde(default)]
    saved: bool,
    /// How many suggestions were kept.
    kept: Option<usize>,
}

/// `GET …/coding-rules`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(state: Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    let page =
        state.store.read(move |connection| coding_rules::index(connection, &shared.definitions, &network)).await?;
    desk.page("cases", "staff/coding_rules/index.html", &page)
}

/// `GET …/coding-rules/{book}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such codebook.
pub async fn edit(
    state: Data<State>,
    desk: Desk,
    path: Path<BookPath>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, book) = (state.clone(), desk.network.clone(), path.into_inner().book);
    let mut page = state
        .store
        .read(move |connection| coding_rules::edit(connection, &shared.definitions, &network, &book))
        .await?;
    page.is_saved = done.saved;
    desk.page("cases", "staff/coding_rules/edit.html", &page)
}

/// `POST …/coding-rules/{book}`: keeps the rules, or shows them again with every mistake.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such codebook; [`Problem::Refused`] where the form is not this session's.
pub async fn save(state: Data<State>, desk: Desk, path: Path<BookPath>, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (shared, network, book, act) =
        (state.clone(), desk.network.clone(), path.into_inner().book, desk.signed.act(&state));
    let key = book.clone();
    let saved = state
        .store
        .write(move |connection| coding_rules::save(connection, &shared.definitions, &network, (&key, &typed), &act))
        .await?;
    match saved {
        Ok(()) => Ok(see_other(format!("{}/coding-rules/{book}?saved=true", desk.path()))),
        Err(page) => Ok(refused(desk.page("cases", "staff/coding_rules/edit.html", &page)?)),
    }
}

/// `GET …/coding-rules/{book}/proposals`: what the rules propose now.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such codebook.
pub async fn proposals(
    state: Data<State>,
    desk: Desk,
    path: Path<BookPath>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, book) = (state.clone(), desk.network.id, path.into_inner().book);
    let mut page = state
        .store
        .read(move |connection| {
            let tokenizer = shared.words.tokenizer()?;
            coding_rules::proposals(connection, &shared.definitions, tokenizer, network, &book)
        })
        .await?;
    (page.is_kept, page.kept) = (done.kept.is_some(), done.kept.unwrap_or_default());
    desk.note_view(Viewed::Proposals).await?;
    desk.page("cases", "staff/coding_rules/proposals.html", &page)
}

/// `POST …/coding-rules/{book}/proposals`: keeps what the rules propose as suggestions for readers.
///
/// # Errors
/// As for [`proposals`]; [`Problem::Refused`] where the form is not this session's.
pub async fn keep(state: Data<State>, desk: Desk, path: Path<BookPath>, pairs: Pairs) -> Result<HttpResponse, Problem> {
    checked(&desk, pairs)?;
    let (shared, network, act) = (state.clone(), desk.network.id, desk.signed.act(&state));
    let book = path.into_inner().book;
    let key = book.clone();
    // The words are looked for before the writer is asked: it takes a moment.
    let found = state
        .store
        .read(move |connection| {
            let tokenizer = shared.words.tokenizer()?;
            coding_rules::to_keep(connection, &shared.definitions, tokenizer, network, &key)
        })
        .await
        .map_err(|error: RulesError| Problem::from(error))?;
    let kept = state
        .store
        .write(move |connection| coding_rules::keep(connection, network, &found, &act))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    Ok(see_other(format!("{}/coding-rules/{book}/proposals?kept={kept}", desk.path())))
}
