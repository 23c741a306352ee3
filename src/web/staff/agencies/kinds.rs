//! The kinds of agencies of a network.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::agencies_path;
use crate::app::register::own_kinds::{self, TypedKind};
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const TEMPLATE: &str = "staff/agencies/kinds.html";

/// Which kind of the network's own is to be renamed.
#[derive(Debug, Default, Deserialize)]
pub struct Renamed {
    #[serde(default)]
    code: String,
}

/// The form of a kind.
#[derive(Deserialize)]
pub struct KindForm {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    typed: TypedKind,
}

/// The button that offers a kind no longer, or again.
#[derive(Deserialize)]
pub struct Retirement {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    again: String,
}

/// `GET /staff/networks/{network}/agencies/kinds`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn index(state: web::Data<State>, desk: Desk, renamed: web::Query<Renamed>) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let page = state
        .store
        .read(move |connection| own_kinds::page(connection, &shared.definitions, network, &renamed.code))
        .await?;
    desk.page("agencies", TEMPLATE, &page)
}

/// `POST /staff/networks/{network}/agencies/kinds`: adds a kind, or renames one.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn save(state: web::Data<State>, desk: Desk, form: web::Form<KindForm>) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (shared, network, act) = (state.clone(), desk.network.id, desk.signed.act(&state));
    let typed = form.into_inner().typed;
    let again = state
        .store
        .write(move |connection| own_kinds::save(connection, &shared.definitions, network, &typed, &act))
        .await?;
    match again {
        Some(page) => desk.page("agencies", TEMPLATE, &page),
        None => Ok(see_other(format!("{}/kinds", agencies_path(&desk)))),
    }
}

/// `POST /staff/networks/{network}/agencies/kinds/retirement`
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's, [`Problem::NotFound`] where the network has
/// no such kind.
pub async fn retire(state: web::Data<State>, desk: Desk, form: web::Form<Retirement>) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (network, act) = (desk.network.id, desk.signed.act(&state));
    let Retirement { code, again, .. } = form.into_inner();
    let retired = again.is_empty();
    state.store.write(move |connection| own_kinds::set_retired(connection, network, &code, retired, &act)).await?;
    Ok(see_other(format!("{}/kinds", agencies_path(&desk))))
}
