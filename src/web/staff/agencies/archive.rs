//! Asking an agency no longer, and again.

use actix_web::{HttpResponse, web};

use super::{AgencyPath, Secret, agency_page, agency_path};
use crate::app::register::archive::set_archived;
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/agencies/{agency}/archival`: what it means, before it is done.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such agency.
pub async fn ask(state: web::Data<State>, desk: Desk, path: web::Path<AgencyPath>) -> Result<HttpResponse, Problem> {
    let page = agency_page(&state, &desk, path.id()?).await?;
    desk.page("agencies", "staff/agencies/archival.html", &page)
}

/// `POST /staff/networks/{network}/agencies/{agency}/archival`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's, [`Problem::NotFound`] where the network has
/// no such agency.
pub async fn archive(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<AgencyPath>,
    form: web::Form<Secret>,
) -> Result<HttpResponse, Problem> {
    set(&state, &desk, &path, &form, true).await
}

/// `POST /staff/networks/{network}/agencies/{agency}/restoration`
///
/// # Errors
/// As for [`archive`].
pub async fn restore(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<AgencyPath>,
    form: web::Form<Secret>,
) -> Result<HttpResponse, Problem> {
    set(&state, &desk, &path, &form, false).await
}

async fn set(
    state: &web::Data<State>,
    desk: &Desk,
    path: &AgencyPath,
    form: &Secret,
    archived: bool,
) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (network, agency, act) = (desk.network.id, path.id()?, desk.signed.act(state));
    state.store.write(move |connection| set_archived(connection, network, agency, archived, &act)).await?;
    let told = if archived { "archived" } else { "restored" };
    Ok(see_other(format!("{}?told={told}", agency_path(desk, agency))))
}
