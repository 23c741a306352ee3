//! Hearings by theme.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::round_setup::{Pairs, refused, taken};
use super::saved::Done;
use crate::app::themes::overview;
use crate::app::themes::theme::{self, Where};
use crate::app::viewing::Viewed;
use crate::store::RoundId;
use crate::view::field::{FieldProblem, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/themes`: the newest round of hearings.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn newest(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    overview_page(&state, &desk, None).await
}

/// The network is in the path too.
type RoundPath = web::Path<super::rounds::RoundPath>;

/// `GET /staff/networks/{network}/rounds/{round}/themes`
///
/// # Errors
/// [`Problem::NotFound`] where the round is none of hearings.
pub async fn index(state: web::Data<State>, desk: Desk, path: RoundPath) -> Result<HttpResponse, Problem> {
    overview_page(&state, &desk, Some(path.id()?)).await
}

async fn overview_page(state: &web::Data<State>, desk: &Desk, round: Option<RoundId>) -> Result<HttpResponse, Problem> {
    let (shared, network, user) = (state.clone(), desk.network.id, desk.signed.user.id);
    let reading =
        state.store.read(move |connection| overview::page(connection, &shared.definitions, network, round, user));
    let page = reading.await?;
    desk.note_view(Viewed::Themes).await?;
    desk.page("gaps", "staff/themes/overview.html", &page)
}

/// Which voices are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    /// The code that was given to them, as 「needs:place」.
    #[serde(default)]
    code: String,
}

/// A theme of a round, in a path that begins with the network.
type ThemePath = web::Path<(String, String, String)>;

fn place(path: &ThemePath) -> Result<(RoundId, String), Problem> {
    Ok((path.1.parse().map_err(|_| Problem::NotFound)?, path.2.clone()))
}

/// `GET /staff/networks/{network}/rounds/{round}/themes/{theme}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such theme.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: ThemePath,
    done: web::Query<Done>,
    chosen: web::Query<Chosen>,
) -> Result<HttpResponse, Problem> {
    let (round, key) = place(&path)?;
    page(&state, &desk, (round, key, chosen.into_inner().code), (None, Vec::new()), done.told()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    (round, key, code): (RoundId, String, String),
    (typed, problems): (Option<Typed>, Vec<FieldProblem>),
    told: Option<String>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, user) = (state.clone(), desk.network.clone(), desk.signed.user.id);
    let reading = state.store.read(move |connection| {
        let at = Where { network: &network, round, theme: &key, user, code: &code };
        theme::page(connection, &shared.definitions, at, typed.as_ref(), &problems)
    });
    let mut page = reading.await?;
    page.told = told;
    desk.note_view(Viewed::Themes).await?;
    desk.page("gaps", "staff/themes/theme.html", &page)
}

/// `POST /staff/networks/{network}/rounds/{round}/themes/{theme}/summaries`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such theme.
pub async fn summarise(
    state: web::Data<State>,
    desk: Desk,
    path: ThemePath,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (typed, _) = taken(&desk, pairs)?;
    let (round, key) = place(&path)?;
    let (shared, network, posted, theme) = (state.clone(), desk.network.clone(), typed.clone(), key.clone());
    let (by, act) = (desk.signed.user.id, desk.signed.act(&state));
    let writing = state.store.write(move |connection| {
        let at = Where { network: &network, round, theme: &theme, user: by, code: "" };
        theme::summarise(connection, &shared.definitions, at, &posted, by, &act)
    });
    match writing.await? {
        Ok(()) => Ok(see_other(format!("{}/rounds/{round}/themes/{key}?done=saved", desk.path()))),
        Err(problems) => {
            let again = page(&state, &desk, (round, key, String::new()), (Some(typed), problems), None);
            Ok(refused(again.await?))
        }
    }
}
