//! What the pages on which a round is made and steered share: reading it, changing it, answering a form.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::desk::Desk;
use crate::app::desk::DeskError;
use crate::app::rounds::Setup;
use crate::store::audit::Act;
use crate::store::{Connection, RoundId};
use crate::view::field::Typed;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// Name–value pairs of a posted form, in order.
pub(super) type Pairs = web::Form<Vec<(String, String)>>;

/// What a form of this session posted, and the edition of the round that it was made from.
///
/// # Errors
/// [`Problem::Refused`] where it carries another secret.
pub(super) fn taken(desk: &Desk, pairs: Pairs) -> Result<(Typed, i32), Problem> {
    let typed = Typed::new(pairs.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    // A form without it was made from no edition.
    let edition = typed.one("edition").parse().unwrap_or(-1);
    Ok((typed, edition))
}

/// Reads the round, and of it what `read` wants.
pub(super) async fn reading<T: Send + 'static>(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    read: impl FnOnce(&mut Connection, &State, &Setup) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, now) = (state.clone(), desk.network.clone(), state.clock.now());
    let answer = state.store.read(move |connection| {
        let setup = Setup::read(connection, &shared.definitions, &network, id, now)?;
        read(connection, &shared, &setup)
    });
    Ok(answer.await?)
}

/// Reads the round and changes it, in one transaction.
pub(super) async fn writing<T: Send + 'static>(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    write: impl FnOnce(&mut Connection, &State, &Setup, &Act) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, act) = (state.clone(), desk.network.clone(), desk.signed.act(state));
    let answer = state.store.write(move |connection| {
        let setup = Setup::read(connection, &shared.definitions, &network, id, act.at)?;
        write(connection, &shared, &setup, &act)
    });
    Ok(answer.await?)
}

/// The page of a form in which something is wrong.
pub(super) fn refused(mut page: HttpResponse) -> HttpResponse {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    page
}

/// On to a page of the round; to its board where `page` is none, or a query.
pub(super) fn on_to(desk: &Desk, id: RoundId, page: &str) -> HttpResponse {
    let between = if page.is_empty() || page.starts_with('?') { "" } else { "/" };
    see_other(format!("{}/rounds/{id}{between}{page}", desk.path()))
}

/// After a step: the next one, or all settings where the person wants to see them.
pub(super) fn after(desk: &Desk, id: RoundId, typed: &Typed, next: &str) -> HttpResponse {
    on_to(desk, id, if typed.one("go") == "settings" { "settings?done=saved" } else { next })
}
