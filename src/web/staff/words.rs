//! Words in what agencies wrote.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::round_setup::{Pairs, refused, taken};
use super::saved::Done;
use crate::app::desk::DeskError;
use crate::app::viewing::Viewed;
use crate::app::words::lists;
use crate::app::words::pages::{self, Shelf};
use crate::app::{Purpose, Reader};
use crate::store::{Connection, NetworkId};
use crate::view::field::{FieldProblem, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What a page is about, as addresses say it.
#[derive(Debug, Deserialize)]
pub struct Asked {
    source: Option<String>,
    round: Option<String>,
    all: Option<String>,
    kind: Option<String>,
    word: Option<String>,
}

impl Asked {
    fn read(self) -> Result<pages::Asked, Problem> {
        let round = self.round.filter(|round| !round.is_empty());
        let round = round.map(|round| round.parse().map_err(|_| Problem::NotFound)).transpose()?;
        Ok(pages::Asked { source: self.source, round, all: self.all.is_some(), kind: self.kind, word: self.word })
    }
}

type Making<T> = fn(&mut Connection, &Shelf<'_>, NetworkId, &pages::Asked, Reader) -> Result<T, DeskError>;

async fn made<T: Send + 'static>(
    state: &web::Data<State>,
    desk: &Desk,
    asked: web::Query<Asked>,
    make: Making<T>,
) -> Result<T, Problem> {
    let (shared, network, asked) = (state.clone(), desk.network.id, asked.into_inner().read()?);
    let reader = desk.reader(Purpose::OfficeUse);
    let making = state.store.read(move |connection| {
        let shelf = Shelf { definitions: &shared.definitions, dictionary: &shared.words, kept: &shared.word_texts };
        make(connection, &shelf, network, &asked, reader)
    });
    Ok(making.await?)
}

/// `GET /staff/networks/{network}/words`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn frequency(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let page = made(&state, &desk, asked, pages::frequency).await?;
    desk.note_view(Viewed::Words).await?;
    desk.page("words", "staff/words/frequency.html", &page)
}

/// `GET /staff/networks/{network}/words/together`
///
/// # Errors
/// As for [`frequency`].
pub async fn together(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let page = made(&state, &desk, asked, pages::together).await?;
    desk.note_view(Viewed::Words).await?;
    desk.page("words", "staff/words/together.html", &page)
}

/// `GET /staff/networks/{network}/words/characteristic`
///
/// # Errors
/// As for [`frequency`].
pub async fn characteristic(
    state: web::Data<State>,
    desk: Desk,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let page = made(&state, &desk, asked, pages::characteristics).await?;
    desk.note_view(Viewed::Words).await?;
    desk.page("words", "staff/words/characteristic.html", &page)
}

/// `GET /staff/networks/{network}/words/contexts`: where a word stands.
///
/// # Errors
/// As for [`frequency`].
pub async fn contexts(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let page = made(&state, &desk, asked, pages::in_context).await?;
    desk.note_view(Viewed::WordContexts).await?;
    desk.page("words", "staff/words/contexts.html", &page)
}

/// `GET /staff/networks/{network}/words/lists`: the words that the network keeps itself.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show_lists(state: web::Data<State>, desk: Desk, done: web::Query<Done>) -> Result<HttpResponse, Problem> {
    lists_page(&state, &desk, None, Vec::new(), done.told()).await
}

async fn lists_page(
    state: &web::Data<State>,
    desk: &Desk,
    typed: Option<Typed>,
    problems: Vec<FieldProblem>,
    told: Option<String>,
) -> Result<HttpResponse, Problem> {
    let network = desk.network.id;
    let reading = state.store.read(move |connection| lists::page(connection, network, typed.as_ref(), &problems));
    let mut page = reading.await?;
    page.told = told;
    desk.page("words", "staff/words/lists.html", &page)
}

/// `POST /staff/networks/{network}/words/lists`
///
/// # Errors
/// [`Problem::Refused`] where the form is not of this session.
pub async fn change_lists(state: web::Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let (typed, _) = taken(&desk, pairs)?;
    let (posted, network, by, act) = (typed.clone(), desk.network.id, desk.signed.user.id, desk.signed.act(&state));
    let changed = state.store.write(move |connection| lists::change(connection, network, &posted, by, &act));
    match changed.await? {
        Ok(()) => Ok(see_other(format!("{}/words/lists?done=saved", desk.path()))),
        Err(problems) => Ok(refused(lists_page(&state, &desk, Some(typed), problems, None).await?)),
    }
}
