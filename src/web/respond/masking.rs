//! The masked versions of an agency's cases, which it agrees to before others read them.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};
use serde::Deserialize;

use super::{Pairs, base, of_sheet, reading_by};
use crate::app::masking::approving::{self, Said, Wish};
use crate::app::masking::editing::{Typed, Wrong};
use crate::app::masking::{own_list, page};
use crate::app::respond::{self, RespondError, Visit};
use crate::store::Connection;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Done {
    done: Option<String>,
}

impl Done {
    fn told(&self) -> &'static str {
        match self.done.as_deref() {
            Some("keep") => "保存しました。下の「共有される本文」をお確かめください。",
            Some("look") => {
                "伏せ字を直しました。下の「共有される本文」をお確かめの上、もう一度「この内容で共有してよい」を選んでください。"
            }
            _ => "",
        }
    }
}

/// `GET /a/{token}/masking`
pub(in crate::web) async fn list(state: Data<State>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let address = base(&token);
    let page = reading(&state, &token, move |connection, _, visit| own_list::page(connection, visit, &address));
    state.page("respond/masking_list.html", &page.await?)
}

/// `GET /a/{token}/sheets/{sheet}/masking`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32)>,
    done: FromQuery<Done>,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    shown(&state, &token, sheet, page::Told { done: done.told(), ..page::Told::default() }).await
}

/// `POST /a/{token}/sheets/{sheet}/masking`: what the agency masks, and whether it agrees.
pub(in crate::web) async fn say(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let typed = Typed::from_pairs(&pairs.into_inner());
    let wish = Wish::of_button(typed.one("answer"));
    // Passages are looked for before the writer is asked: it takes a moment.
    let case = reading(&state, &token, move |connection, shared, visit| {
        approving::case_for(connection, &shared.definitions, &shared.masker, visit, sheet)
    });
    let case = case.await?;
    let (shared, said, now) = (state.clone(), typed.clone(), state.clock.now());
    let link = token.clone();
    let said = state.store.write(move |connection| {
        let visit = respond::open_even_closed(connection, &shared.definitions, &link, now)?;
        approving::say(connection, &visit, &case, wish, &said)
    });
    let address = of_sheet(&token, sheet, "masking");
    match said.await? {
        Said::Done(Wish::Keep) => Ok(see_other(format!("{address}?done=keep"))),
        Said::Done(_) => Ok(see_other(address)),
        Said::LookAgain => Ok(see_other(format!("{address}?done=look"))),
        Said::Stale => {
            shown(&state, &token, sheet, page::Told { is_stale: true, ..told(typed, Wrong::default()) }).await
        }
        Said::Wrong(wrong) => shown(&state, &token, sheet, told(typed, wrong)).await,
    }
}

fn told(typed: Typed, wrong: Wrong) -> page::Told {
    page::Told { typed, wrong, ..page::Told::default() }
}

async fn shown(state: &Data<State>, token: &str, sheet: i32, told: page::Told) -> Result<HttpResponse, Problem> {
    let address = base(token);
    let page = reading(state, token, move |connection, shared, visit| {
        let case = approving::case_for(connection, &shared.definitions, &shared.masker, visit, sheet)?;
        page::for_agency(connection, visit, &case, (sheet, &address), &told)
    });
    state.page("respond/masking.html", &page.await?)
}

/// Opens the link, after its round has closed too, and reads what `read` wants.
async fn reading<T: Send + 'static>(
    state: &Data<State>,
    token: &str,
    read: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    reading_by(respond::open_even_closed, state, token, read).await
}
