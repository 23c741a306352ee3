//! Ties between agencies.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use crate::app::viewing::Viewed;
use crate::app::{Purpose, Reader, ties};
use crate::view::field::Typed;
use crate::view::ties::{Asked, MentionsPage, PairsPage, TieData, TiesPage};
use crate::web::download::{XLSX, download as file};
use crate::web::{Problem, State};

/// What is asked for: `by`, `kind`, `purpose`, `relation`, `round`; of mentions `from`, `to` and their kinds; of
/// pairs `band` and `need`.
type Query = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/ties`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(query.into_inner());
    let (data, asked) = read(&state, &desk, &typed, Viewed::Ties).await?;
    desk.page("ties", "staff/ties/index.html", &TiesPage::new(&data, &asked))
}

/// `GET /staff/networks/{network}/ties/mentions`: what stands behind a figure.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn mentions(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(query.into_inner());
    let (data, asked) = read(&state, &desk, &typed, Viewed::Ties).await?;
    desk.page("ties", "staff/ties/mentions.html", &MentionsPage::new(&data, &asked, &typed))
}

/// `GET /staff/networks/{network}/ties/pairs`: who serves the same ages and needs, and does not name each other.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn pairs(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(query.into_inner());
    let (data, _) = read(&state, &desk, &typed, Viewed::Ties).await?;
    desk.page("ties", "staff/ties/pairs.html", &PairsPage::new(&data, &typed))
}

/// `GET /staff/networks/{network}/ties/workbook`: the tables of the page that has the same query.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn workbook(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(query.into_inner());
    let (data, asked) = read(&state, &desk, &typed, Viewed::TiesExport).await?;
    let name = desk.network.name.clone();
    let bytes = web::block(move || ties::workbook(&data, &asked, &name))
        .await
        .map_err(Problem::fault)?
        .map_err(Problem::fault)?;
    Ok(file(XLSX, "ties.xlsx", "連携.xlsx", bytes))
}

/// Reads what this person may know of ties, and notes that they look at it.
async fn read(
    state: &web::Data<State>,
    desk: &Desk,
    typed: &Typed,
    viewed: fn(Reader) -> Viewed,
) -> Result<(TieData, Asked), Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let reader = desk.reader(Purpose::OfficeUse);
    let asked = Asked::from_address(typed, reader.sees_answers());
    let round = asked.round.clone();
    let data = state
        .store
        .read(move |connection| ties::read(connection, &shared.definitions, network, round.as_deref(), reader))
        .await?;
    desk.note_view(viewed(reader)).await?;
    Ok((data, asked))
}
