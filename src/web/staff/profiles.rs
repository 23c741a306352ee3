//! Good and difficult cases side by side.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use crate::app::profiles::page;
use crate::app::viewing::Viewed;
use crate::view::field::Typed;
use crate::view::profiles::Asked;
use crate::web::{Problem, State};

/// Name–value pairs of an address, in order.
type Query = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/profiles`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(query.into_inner());
    let pair = typed.filled("one").zip(typed.filled("other"));
    let asked = Asked { pair, tests: typed.one("tests") == "yes" };
    let (shared, network) = (state.clone(), desk.network.id);
    let reading = state.store.read(move |connection| page::profiles(connection, &shared.definitions, network, &asked));
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/profiles/page.html", &page)
}

/// `GET /staff/networks/{network}/profiles/evidence`: the cases to which every `is` applies.
///
/// # Errors
/// [`Problem::NotFound`] where a condition is none.
pub async fn evidence(state: web::Data<State>, desk: Desk, query: Query) -> Result<HttpResponse, Problem> {
    let said: Vec<String> =
        query.into_inner().into_iter().filter(|(name, _)| name == "is").map(|(_, value)| value).collect();
    let (shared, network) = (state.clone(), desk.network.id);
    let reading = state.store.read(move |connection| page::evidence(connection, &shared.definitions, network, &said));
    let page = reading.await?;
    desk.note_view(Viewed::Profiles).await?;
    desk.page("gaps", "staff/profiles/evidence.html", &page)
}
