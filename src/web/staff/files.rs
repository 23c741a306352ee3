//! A round as files: the page to choose on, raw answers, data for machines.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::app::desk::DeskError;
use crate::app::files::page::{self, Chosen};
use crate::app::files::{answers, data};
use crate::store::RoundId;
use crate::view::field::FieldProblem;
use crate::web::download::{JSON_LINES, XLSX, ZIP, download, file_name};
use crate::web::{Problem, State};
use crate::workbook::raw::Format;

/// What an address says was chosen.
type Query = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/rounds/{round}/files`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    chooser(&state, &desk, path.id()?, &Chosen::new(query.into_inner()), &[]).await
}

/// `GET /staff/networks/{network}/rounds/{round}/files/answers`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn raw_answers(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round, act) = (state.clone(), desk.network.id, path.id()?, desk.signed.act(&state));
    let wanted = Chosen::new(query.into_inner()).answers();
    let whose = (network, desk.signed.user.id);
    let making =
        state.store.read(move |connection| answers::write(connection, &shared.definitions, whose, round, wanted));
    let made = making.await?;
    let noting = state.store.write(move |connection| answers::note(connection, network, round, wanted, &act));
    noting.await.map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    let (media, plain, end) = match wanted.format {
        Format::Xlsx => (XLSX, "answers.xlsx", "xlsx"),
        Format::Csv => (ZIP, "answers.zip", "zip"),
        Format::Jsonl => (JSON_LINES, "answers.jsonl", "jsonl"),
    };
    Ok(download(media, plain, &file_name(&made.title, "回答", end), made.bytes))
}

/// `GET /staff/networks/{network}/rounds/{round}/files/data`: the data, or the page with what is to be mended.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn tables(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let (round, network) = (path.id()?, desk.network.id);
    let region = state.store.read(move |connection| page::region_code(connection, network)).await?;
    let chosen = Chosen::new(query.into_inner()).in_region(&region);
    let wanted = match chosen.data() {
        Ok(wanted) => wanted,
        Err(problems) => return chooser(&state, &desk, round, &chosen, &problems).await,
    };
    let (shared, act) = (state.clone(), desk.signed.act(&state));
    let (town, asked, now) = (desk.network.clone(), wanted.clone(), state.clock.now());
    let (reader, by_kind) = (desk.reader(wanted.purpose), wanted.by_kind);
    let counting = state.store.read(move |connection| {
        let kept = (&shared.definitions, &shared.round_data);
        let counted = data::count(connection, kept, &town, round, (reader, by_kind))?;
        Ok::<_, DeskError>((counted, town))
    });
    let (counted, town) = counting.await?;
    let making = web::block(move || data::write(&counted, &town, &asked, reader, now)).await.map_err(Problem::fault)?;
    let made = making?;
    let noting = state.store.write(move |connection| data::note(connection, network, round, &wanted, reader, &act));
    noting.await.map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    Ok(download(ZIP, "data.zip", &file_name(&made.title, "集計データ", "zip"), made.bytes))
}

async fn chooser(
    state: &web::Data<State>,
    desk: &Desk,
    round: RoundId,
    chosen: &Chosen,
    problems: &[FieldProblem],
) -> Result<HttpResponse, Problem> {
    let network = desk.network.id;
    let source = state.store.read(move |connection| page::read(connection, network, round)).await?;
    let mut response = desk.page("", "staff/files.html", &page::page(&source, chosen.clone(), problems))?;
    if !problems.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
