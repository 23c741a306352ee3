//! The register of agencies: the list, one agency, adding and changing, archiving, kinds, files.

pub mod archive;
pub mod edit;
pub mod files;
pub mod import;
pub mod kinds;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::app::register::list::{self, Search};
use crate::app::register::one;
use crate::store::AgencyId;
use crate::view::register::{AgenciesPage, AgencyPage};
use crate::web::{Problem, State};

/// The agency in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Deserialize)]
pub struct AgencyPath {
    agency: String,
}

impl AgencyPath {
    /// The agency's id; what is none is not found.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub fn id(&self) -> Result<AgencyId, Problem> {
        self.agency.parse().map_err(|_| Problem::NotFound)
    }
}

/// What just happened, as the address of the page after it says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    told: String,
    added: usize,
    changed: usize,
}

/// The nothing that a button of a session sends beside its secret.
#[derive(Deserialize)]
pub struct Secret {
    #[serde(default)]
    csrf: String,
}

impl Told {
    fn before<T>(&self, page: T) -> After<'_, T> {
        After { told: &self.told, added: self.added, changed: self.changed, page }
    }
}

/// A page with what just happened above it.
#[derive(Serialize)]
struct After<'a, T> {
    told: &'a str,
    added: usize,
    changed: usize,
    #[serde(flatten)]
    page: T,
}

/// `GET /staff/networks/{network}/agencies`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(
    state: web::Data<State>,
    desk: Desk,
    search: web::Query<Search>,
    told: web::Query<Told>,
) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page: AgenciesPage =
        state.store.read(move |connection| list::list(connection, &shared.definitions, network, &search)).await?;
    desk.page("agencies", "staff/agencies/list.html", &told.before(page))
}

/// `GET /staff/networks/{network}/agencies/{agency}`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such agency.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<AgencyPath>,
    told: web::Query<Told>,
) -> Result<HttpResponse, Problem> {
    let page = agency_page(&state, &desk, path.id()?).await?;
    desk.page("agencies", "staff/agencies/one.html", &told.before(page))
}

async fn agency_page(state: &web::Data<State>, desk: &Desk, agency: AgencyId) -> Result<AgencyPage, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    Ok(state
        .store
        .read(move |connection| one::show(connection, &shared.definitions, shared.sends_mail, &network, agency))
        .await?)
}

fn agencies_path(desk: &Desk) -> String {
    format!("{}/agencies", desk.path())
}

fn agency_path(desk: &Desk, agency: AgencyId) -> String {
    format!("{}/agencies/{agency}", desk.path())
}
