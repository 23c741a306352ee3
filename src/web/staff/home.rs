//! `GET /staff`: on to one's network, or the choice among several.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::desk::path_of;
use super::signed_in::SignedIn;
use crate::store::StoreError;
use crate::store::memberships;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct HomeView {
    networks: Vec<NetworkLink>,
}

#[derive(Debug, Serialize)]
struct NetworkLink {
    name: String,
    path: String,
}

/// `GET /staff`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, signed: SignedIn) -> Result<HttpResponse, Problem> {
    let user = signed.user.id;
    let mine = state
        .store
        .read(move |connection| memberships::of_user(connection, user))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    let networks: Vec<NetworkLink> =
        mine.into_iter().map(|(network, _)| NetworkLink { name: network.name, path: path_of(network.id) }).collect();
    match networks.as_slice() {
        [only] => Ok(see_other(only.path.clone())),
        _ => signed.page(&state, "staff/home.html", &HomeView { networks }),
    }
}
