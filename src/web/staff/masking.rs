//! All cases on their way to others than the office.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde::Deserialize;

use super::answers::{Pairs, checked};
use super::desk::Desk;
use crate::app::masking::{asking, list};
use crate::store::ResponseId;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    cases: Option<usize>,
    agencies: Option<usize>,
}

impl Done {
    fn told(&self) -> String {
        match (self.cases, self.agencies) {
            (Some(0), _) => "お願いする事例が選ばれていません。事例を選んでから、もう一度押してください。".to_owned(),
            (Some(cases), Some(agencies)) => {
                format!("{agencies}機関に、事例{cases}件の伏せ字の確認をお願いしました。")
            }
            _ => String::new(),
        }
    }
}

/// `GET /staff/networks/{network}/masking`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: Data<State>, desk: Desk, done: Query<Done>) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    let page =
        state.store.read(move |connection| list::page(connection, &shared.definitions, &network, shared.sends_mail));
    let mut page = page.await?;
    page.told = done.told();
    desk.page("cases", "staff/masking/list.html", &page)
}

/// `POST /staff/networks/{network}/masking`: asks the agencies of the chosen cases.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn ask(state: Data<State>, desk: Desk, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let chosen = pairs.iter().filter(|(name, _)| name == "case").map(|(_, value)| value.parse());
    let cases: Vec<ResponseId> = chosen.collect::<Result<_, _>>().map_err(|_| Problem::Unreadable)?;
    let (shared, act) = (state.clone(), desk.signed.act(&state));
    let whose = (desk.network.id, desk.signed.user.id);
    // Passages are looked for before the writer is asked: it takes a moment.
    let reading = state.clone();
    let found = state.store.read(move |connection| {
        asking::to_ask(connection, (&reading.definitions, &reading.masker), whose, &cases, &act)
    });
    let found = found.await?;
    let asked = state
        .store
        .write(move |connection| asking::ask(connection, shared.sends_mail.then_some(&shared.templates), found));
    let asking::Asked { cases, agencies } = asked.await?;
    Ok(see_other(format!("{}/masking?cases={cases}&agencies={agencies}", desk.path())))
}
