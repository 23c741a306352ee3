//! Notes of calls: written on the board or on an agency's page in its round, and mended on a page of their own.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::answers;
use super::board::{self, BoardPath, looking};
use super::desk::Desk;
use super::round_setup::refused;
use crate::app::board::{Told, notes};
use crate::store::CallNoteId;
use crate::view::board::Filter;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A note of a call, and the list that it was written in.
#[derive(Deserialize)]
pub struct NoteForm {
    csrf: String,
    id: String,
    words: String,
    /// `agency` where it was written on the agency's page.
    #[serde(default)]
    from: String,
    #[serde(flatten)]
    filter: Filter,
}

/// Other words for a note.
#[derive(Deserialize)]
pub struct MendForm {
    csrf: String,
    edition: i32,
    words: String,
}

/// The note in an address.
#[derive(Debug, Deserialize)]
pub struct NotePath {
    note: String,
}

impl NotePath {
    fn id(&self) -> Result<CallNoteId, Problem> {
        self.note.parse().map_err(|_| Problem::NotFound)
    }
}

/// `POST …/agencies/{agency}/notes`
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn add(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    form: web::Form<NoteForm>,
) -> Result<HttpResponse, Problem> {
    let NoteForm { csrf, id, words, from, filter } = form.into_inner();
    desk.signed.check_form(&csrf)?;
    let (looking, agency) = (looking(&state, &desk, &path)?, path.agency()?);
    let id: CallNoteId = id.parse().map_err(|_| Problem::Unreadable)?;
    let of_agency = from == "agency";
    let kept = state.store.write(move |connection| notes::add(connection, &looking, agency, id, &words)).await?;
    match kept {
        Some(note) if of_agency => answers::agency::with_note(&state, &desk, &path, note).await,
        Some(note) => {
            board::page(&state, &desk, &path, filter, Told { done: String::new(), refused: Some(note) }).await
        }
        None if of_agency => Ok(see_other(format!("{}?done=noted#notes", here(&desk, &path)?))),
        None => {
            let query = filter.query();
            let and = if query.is_empty() { "?" } else { "&" };
            Ok(see_other(format!("{}/rounds/{}{query}{and}done=noted#a-{agency}", desk.path(), path.round)))
        }
    }
}

/// `GET …/agencies/{agency}/notes/{note}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such note about this agency.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    note: web::Path<NotePath>,
) -> Result<HttpResponse, Problem> {
    page(&state, &desk, &path, note.id()?, None).await
}

/// `POST …/agencies/{agency}/notes/{note}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such note about this agency.
pub async fn mend(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    note: web::Path<NotePath>,
    form: web::Form<MendForm>,
) -> Result<HttpResponse, Problem> {
    let MendForm { csrf, edition, words } = form.into_inner();
    desk.signed.check_form(&csrf)?;
    let (looking, of, id) = (looking(&state, &desk, &path)?, path.agency()?, note.id()?);
    let mended =
        state.store.write(move |connection| notes::mend(connection, &looking, (of, id), edition, &words)).await?;
    match mended {
        Some(note) => Ok(refused(page(&state, &desk, &path, id, Some(note)).await?)),
        None => Ok(see_other(format!("{}?done=mended#notes", here(&desk, &path)?))),
    }
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    path: &BoardPath,
    id: CallNoteId,
    refused: Option<notes::Refused>,
) -> Result<HttpResponse, Problem> {
    let (looking, agency) = (looking(state, desk, path)?, path.agency()?);
    let page = state.store.read(move |connection| notes::page(connection, &looking, (agency, id), refused.as_ref()));
    desk.page("", "staff/call_note.html", &page.await?)
}

/// The address of the agency in the round.
fn here(desk: &Desk, path: &BoardPath) -> Result<String, Problem> {
    Ok(format!("{}/rounds/{}/agencies/{}", desk.path(), path.round()?, path.agency()?))
}
