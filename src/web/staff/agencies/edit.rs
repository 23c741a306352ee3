//! Adding an agency, and changing one.

use actix_web::{HttpResponse, web};

use super::{AgencyPath, agency_path};
use crate::app::register::save::{self, Saved};
use crate::app::register::{Typed, form};
use crate::store::AgencyId;
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const TEMPLATE: &str = "staff/agencies/form.html";

/// `GET /staff/networks/{network}/agencies/new`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn new(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    let page = state.store.read(move |connection| form::blank(connection, &shared.definitions, &network)).await?;
    desk.page("agencies", TEMPLATE, &page)
}

/// `GET /staff/networks/{network}/agencies/{agency}/edit`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such agency.
pub async fn edit(state: web::Data<State>, desk: Desk, path: web::Path<AgencyPath>) -> Result<HttpResponse, Problem> {
    let (shared, network, agency) = (state.clone(), desk.network.clone(), path.id()?);
    let page =
        state.store.read(move |connection| form::of_agency(connection, &shared.definitions, &network, agency)).await?;
    desk.page("agencies", TEMPLATE, &page)
}

/// `POST /staff/networks/{network}/agencies`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn add(
    state: web::Data<State>,
    desk: Desk,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    store(&state, &desk, None, pairs.into_inner()).await
}

/// `POST /staff/networks/{network}/agencies/{agency}`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's, [`Problem::NotFound`] where the network has
/// no such agency.
pub async fn change(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<AgencyPath>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    store(&state, &desk, Some(path.id()?), pairs.into_inner()).await
}

async fn store(
    state: &web::Data<State>,
    desk: &Desk,
    agency: Option<AgencyId>,
    pairs: Vec<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let csrf = pairs.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str());
    desk.signed.check_form(csrf.unwrap_or_default())?;
    let (shared, network, act) = (state.clone(), desk.network.id, desk.signed.act(state));
    let typed = Typed::from_pairs(pairs);
    let saved = state
        .store
        .write(move |connection| save::save(connection, &shared.definitions, network, agency, &typed, &act))
        .await?;
    match saved {
        Saved::Stored(agency) => Ok(see_other(format!("{}?told=saved", agency_path(desk, agency)))),
        Saved::Again(form) => desk.page("agencies", TEMPLATE, &*form),
    }
}
