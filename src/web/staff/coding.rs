//! The office's pages about coding: how far readers are, where they differ, and codebooks.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::cases::CasePath;
use super::desk::Desk;
use super::reading::{Pairs, checked};
use super::round_setup::refused;
use crate::app::coding::{changing, progress, settling};
use crate::app::viewing::Viewed;
use crate::view::field::{FieldProblem, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What a page says after something was done, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
    /// How many.
    #[serde(default)]
    number: usize,
}

/// A codebook, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct BookPath {
    book: String,
}

/// Which code is to be changed.
#[derive(Debug, Default, Deserialize)]
pub struct Changed {
    #[serde(default)]
    code: String,
}

/// `GET …/coding`: how far readers are with each case.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(state: Data<State>, desk: Desk, done: Query<Done>) -> Result<HttpResponse, Problem> {
    let told = match done.done.as_str() {
        "assigned" => format!("{}件の事例を担当にしました。", done.number),
        _ => String::new(),
    };
    progress_page(&state, &desk, (Typed::default(), Vec::new()), told).await
}

/// `POST …/coding/readers`: gives the ticked cases to a reader.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn assign(state: Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (shared, viewer, act, posted) = (state.clone(), desk.viewer(), desk.signed.act(&state), typed.clone());
    let assigned = state
        .store
        .write(move |connection| progress::assign(connection, &shared.definitions, viewer, &posted, &act))
        .await?;
    match assigned {
        Ok(number) => Ok(see_other(format!("{}/coding?done=assigned&number={number}", desk.path()))),
        Err(problems) => Ok(refused(progress_page(&state, &desk, (typed, problems), String::new()).await?)),
    }
}

async fn progress_page(
    state: &Data<State>,
    desk: &Desk,
    (typed, problems): (Typed, Vec<FieldProblem>),
    told: String,
) -> Result<HttpResponse, Problem> {
    let (shared, viewer) = (state.clone(), desk.viewer());
    let mut page = state
        .store
        .read(move |connection| progress::page(connection, &shared.definitions, viewer, (&typed, &problems)))
        .await?;
    page.told = told;
    desk.page("cases", "staff/coding/progress.html", &page)
}

/// `GET …/disagreements`: where readers differ.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn differences(state: Data<State>, desk: Desk, done: Query<Done>) -> Result<HttpResponse, Problem> {
    let (shared, network, viewer) = (state.clone(), desk.network.clone(), desk.viewer());
    let mut page =
        state.store.read(move |connection| settling::page(connection, &shared.definitions, &network, viewer)).await?;
    desk.note_view(Viewed::Disagreements).await?;
    page.told = match done.done.as_str() {
        "settled" => "決めた内容を記録しました。",
        "stale" => "画面を開いた後に、ほかの方が決めたか、読み手が分類を直しました。今の内容をお確かめください。",
        _ => "",
    };
    desk.page("cases", "staff/coding/differences.html", &page)
}

/// `POST …/cases/{case}/settlements`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such case; [`Problem::Unreadable`] where nothing is said that can be
/// settled.
pub async fn settle(
    state: Data<State>,
    desk: Desk,
    path: Path<CasePath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let decision = settling::Decision::of_button(typed.one("decision")).ok_or(Problem::Unreadable)?;
    let (shared, asked, act) = (state.clone(), (desk.viewer(), path.id()?), desk.signed.act(&state));
    let settled = state
        .store
        .write(move |connection| settling::settle(connection, &shared.definitions, asked, (&typed, decision), &act))
        .await?;
    let done = if settled == settling::Settling::Done { "settled" } else { "stale" };
    Ok(see_other(format!("{}/disagreements?done={done}", desk.path())))
}

/// `GET …/codebooks`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn books(state: Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page = state.store.read(move |connection| changing::list(connection, &shared.definitions, network)).await?;
    desk.page("cases", "staff/coding/books.html", &page)
}

/// `GET …/codebooks/{book}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such codebook.
pub async fn book(
    state: Data<State>,
    desk: Desk,
    path: Path<BookPath>,
    changed: Query<Changed>,
) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page = state
        .store
        .read(move |connection| changing::page(connection, &shared.definitions, network, (&path.book, &changed.code)))
        .await?;
    desk.page("cases", "staff/coding/book.html", &page)
}

/// `POST …/codebooks/{book}`: adds a code, or gives one other words.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such codebook or code.
pub async fn save(state: Data<State>, desk: Desk, path: Path<BookPath>, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (shared, network, act, book) =
        (state.clone(), desk.network.id, desk.signed.act(&state), path.into_inner().book);
    let here = format!("{}/codebooks/{book}", desk.path());
    let again = state
        .store
        .write(move |connection| changing::save(connection, &shared.definitions, (network, &book), &typed, &act))
        .await?;
    match again {
        Some(page) => Ok(refused(desk.page("cases", "staff/coding/book.html", &page)?)),
        None => Ok(see_other(here)),
    }
}

/// `POST …/codebooks/{book}/retirement`: offers a code no longer, or again.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such code.
pub async fn retire(
    state: Data<State>,
    desk: Desk,
    path: Path<BookPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (shared, network, act, book) =
        (state.clone(), desk.network.id, desk.signed.act(&state), path.into_inner().book);
    let here = format!("{}/codebooks/{book}", desk.path());
    state
        .store
        .write(move |connection| {
            let (code, is_retired) = (typed.one("code"), typed.one("again").is_empty());
            changing::set_retired(connection, &shared.definitions, (network, &book, code), is_retired, &act)
        })
        .await?;
    Ok(see_other(here))
}

/// `GET …/mirrored-factors`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn pairs(state: Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page = state.store.read(move |connection| changing::pairs(connection, &shared.definitions, network)).await?;
    desk.page("cases", "staff/coding/pairs.html", &page)
}

/// `POST …/mirrored-factors`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn pair(state: Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (shared, network, act) = (state.clone(), desk.network.id, desk.signed.act(&state));
    let again = state
        .store
        .write(move |connection| changing::pair(connection, &shared.definitions, network, &typed, &act))
        .await?;
    match again {
        Some(page) => Ok(refused(desk.page("cases", "staff/coding/pairs.html", &page)?)),
        None => Ok(see_other(format!("{}/mirrored-factors", desk.path()))),
    }
}
