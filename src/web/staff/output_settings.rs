//! What the network decides about figures that leave the office.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::round_setup::{Pairs, refused, taken};
use super::saved::Done;
use crate::app::output_settings;
use crate::view::field::{FieldProblem, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/output-settings`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk, done: web::Query<Done>) -> Result<HttpResponse, Problem> {
    page(&state, &desk, None, Vec::new(), done.told()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    typed: Option<Typed>,
    problems: Vec<FieldProblem>,
    told: Option<String>,
) -> Result<HttpResponse, Problem> {
    let network = desk.network.clone();
    let read =
        state.store.read(move |connection| output_settings::page(connection, &network, typed.as_ref(), &problems));
    let mut page = read.await?;
    page.told = told;
    desk.page("output-settings", "staff/output_settings.html", &page)
}

/// `POST /staff/networks/{network}/output-settings`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn change(state: web::Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let (typed, _) = taken(&desk, pairs)?;
    let (posted, network, act) = (typed.clone(), desk.network.clone(), desk.signed.act(&state));
    let changed = state.store.write(move |connection| output_settings::change(connection, &network, &posted, &act));
    match changed.await? {
        Ok(()) => Ok(see_other(format!("{}/output-settings?done=saved", desk.path()))),
        Err(problems) => Ok(refused(page(&state, &desk, Some(typed), problems, None).await?)),
    }
}
