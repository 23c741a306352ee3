//! The board of a round, its links and its list as a file.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::{reminders, round_setup};
use crate::app::board::link::{self, Reissued};
use crate::app::board::{self, Around, Looking, Shown, Told, export};
use crate::store::{AgencyId, RoundId, StoreError};
use crate::view::board::Filter;
use crate::web::download::{XLSX, download};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// The round and the agency in an address. The network beside them is read by [`Desk`].
#[derive(Debug, Deserialize)]
pub struct BoardPath {
    pub(super) round: String,
    #[serde(default)]
    agency: String,
}

impl BoardPath {
    pub(super) fn round(&self) -> Result<RoundId, Problem> {
        self.round.parse().map_err(|_| Problem::NotFound)
    }

    pub(super) fn agency(&self) -> Result<AgencyId, Problem> {
        self.agency.parse().map_err(|_| Problem::NotFound)
    }
}

/// What was just done, as the address of the page after it says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    pub(super) done: String,
    agencies: usize,
    mails: usize,
}

impl Done {
    pub(super) fn told(&self) -> String {
        match self.done.as_str() {
            "noted" => "記録を残しました。".to_owned(),
            "mended" => "記録を直しました。前の記録も残っています。".to_owned(),
            "reminded" => reminders::told(self.agencies, self.mails),
            "reminded-before" => reminders::told_twice(self.agencies),
            _ => String::new(),
        }
    }
}

/// The wish for a new link in place of the one of this number.
#[derive(Deserialize)]
pub struct LinkForm {
    csrf: String,
    issue: i32,
}

/// `GET /staff/networks/{network}/rounds/{round}`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    filter: web::Query<Filter>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    page(&state, &desk, &path, filter.into_inner(), Told { done: done.told(), refused: None }).await
}

/// `GET /staff/networks/{network}/rounds/{round}/board.xlsx`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn download_list(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    filter: web::Query<Filter>,
) -> Result<HttpResponse, Problem> {
    let (shared, looked) = (state.clone(), looking(&state, &desk, &path)?);
    let looking = looked.clone();
    let read = state.store.read(move |connection| export::read(connection, around(&shared), &looking, &filter));
    let page = read.await?;
    let (name, agencies) = (format!("{}_回答の状況.xlsx", page.round.title), page.agencies.len());
    let noted = state.store.write(move |connection| export::note(connection, &looked, agencies)).await;
    noted.map_err(|error: StoreError| Problem::fault(error))?;
    let bytes = web::block(move || export::write(&page)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    Ok(download(XLSX, "board.xlsx", &name, bytes))
}

/// `GET …/agencies/{agency}/link`
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn link(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let (shared, looking, agency) = (state.clone(), looking(&state, &desk, &path)?, path.agency()?);
    let told = match done.done.as_str() {
        "new" => Some(Reissued::Done),
        "stale" => Some(Reissued::Stale),
        _ => None,
    };
    let page = state.store.read(move |connection| link::page(connection, around(&shared), &looking, agency, told));
    let mut page = page.await?;
    page.told = match done.done.as_str() {
        "handed-by-mail" => "新しい担当者を登録し、依頼のメールを用意しました。送る時間になると、順に送ります。",
        "handed" => "新しい担当者を登録しました。下のリンクを、依頼状や電話などでお知らせください。",
        _ => "",
    };
    desk.page("", "staff/board_link.html", &page)
}

/// `POST …/agencies/{agency}/link`
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn reissue(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<BoardPath>,
    form: web::Form<LinkForm>,
) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (shared, looking, agency) = (state.clone(), looking(&state, &desk, &path)?, path.agency()?);
    let reissued = state
        .store
        .write(move |connection| link::reissue(connection, around(&shared), &looking, agency, form.issue))
        .await?;
    let done = if reissued == Reissued::Done { "new" } else { "stale" };
    Ok(see_other(format!("{}/rounds/{}/agencies/{agency}/link?done={done}", desk.path(), path.round)))
}

pub(super) fn looking(state: &State, desk: &Desk, path: &BoardPath) -> Result<Looking, Problem> {
    let (network, user) = (desk.network.clone(), desk.signed.user.id);
    Ok(Looking { network, round: path.round()?, user, now: state.clock.now() })
}

pub(super) fn around(state: &State) -> Around<'_> {
    let State { definitions, readings, key, public_url, sends_mail, .. } = state;
    Around { definitions, readings, key, public_url, sends_mail: *sends_mail }
}

pub(super) async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    path: &BoardPath,
    filter: Filter,
    told: Told,
) -> Result<HttpResponse, Problem> {
    let (shared, looked) = (state.clone(), looking(state, desk, path)?);
    let looking = looked.clone();
    let shown =
        state.store.read(move |connection| board::show(connection, around(&shared), &looking, &filter, &told)).await?;
    let Shown { page, look } = shown;
    // A draft has no answers: what there is of it are its settings.
    if page.round.is_draft {
        return Ok(round_setup::on_to(desk, path.round()?, "settings"));
    }
    if let Some(look) = look {
        let noted = state.store.write(move |connection| board::note_look(connection, &looked, look)).await;
        noted.map_err(|error: StoreError| Problem::fault(error))?;
    }
    desk.page("", "staff/board.html", &page)
}
