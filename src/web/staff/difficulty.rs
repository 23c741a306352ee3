//! What is hard, what mirrors it in good cases, and the handbook's points.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use crate::app::difficulty;
use crate::app::profiles::coded_pages;
use crate::app::viewing::Viewed;
use crate::web::{Problem, State};

/// What is asked for, as addresses say it.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    code: Option<String>,
    group: Option<String>,
    age: Option<String>,
}

fn filled(given: &Option<String>) -> Option<&str> {
    given.as_deref().filter(|given| !given.is_empty())
}

/// `GET /staff/networks/{network}/mirror`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn mirror(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let reading = state.store.read(move |connection| coded_pages::mirrored(connection, &shared.definitions, network));
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/profiles/mirror.html", &page)
}

/// `GET /staff/networks/{network}/handbook-points`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn points(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let reading =
        state.store.read(move |connection| coded_pages::handbook_points(connection, &shared.definitions, network));
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/profiles/points.html", &page)
}

/// `GET /staff/networks/{network}/difficulty`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let reading = state
        .store
        .read(move |connection| difficulty::page(connection, &shared.definitions, network, filled(&asked.age)));
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/difficulty/page.html", &page)
}

/// `GET /staff/networks/{network}/difficulty/evidence`: the agencies behind a figure.
///
/// # Errors
/// [`Problem::NotFound`] where nothing like it is asked.
pub async fn evidence(state: web::Data<State>, desk: Desk, asked: web::Query<Asked>) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let reading = state.store.read(move |connection| {
        let wanted = (filled(&asked.code), filled(&asked.group), filled(&asked.age));
        difficulty::saying(connection, &shared.definitions, network, wanted)
    });
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/difficulty/evidence.html", &page)
}
