//! One agency's answers in a round, at the office's desk.

pub mod agency;
pub mod answer;
pub mod decisions;
pub mod entry;
pub mod form;
pub mod hearing;
pub mod history;
pub mod masking;
pub mod readers;
pub mod request;

use actix_web::web::Data;
use serde::Deserialize;

use super::desk::Desk;
use crate::app::office::{self, Asked, deciding::Seen};
use crate::app::respond::{RespondError, Visit, Visitor};
use crate::store::Connection;
use crate::store::entries::Hand;
use crate::web::{Problem, State};

/// Name–value pairs of a posted form, in order.
pub(super) type Pairs = actix_web::web::Form<Vec<(String, String)>>;

/// An agency in a round, in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Clone, Deserialize)]
pub struct AgencyPath {
    round: String,
    agency: String,
}

/// A sheet of an agency.
#[derive(Debug, Clone, Deserialize)]
pub struct SheetPath {
    round: String,
    agency: String,
    sheet: i32,
}

/// What the office enters for a sheet.
#[derive(Debug, Clone, Deserialize)]
pub struct EntryPath {
    round: String,
    agency: String,
    hand: String,
    #[serde(default)]
    sheet: i32,
}

fn asked(round: &str, agency: &str) -> Result<Asked, Problem> {
    let not_found = |_| Problem::NotFound;
    Ok(Asked { round: round.parse().map_err(not_found)?, agency: agency.parse().map_err(not_found)? })
}

impl AgencyPath {
    fn asked(&self) -> Result<Asked, Problem> {
        asked(&self.round, &self.agency)
    }
}

impl SheetPath {
    fn asked(&self) -> Result<Asked, Problem> {
        asked(&self.round, &self.agency)
    }
}

impl EntryPath {
    fn asked(&self) -> Result<(Asked, Hand), Problem> {
        let hand = self.hand.parse().map_err(|_| Problem::NotFound)?;
        Ok((asked(&self.round, &self.agency)?, hand))
    }
}

/// Passes only a form that carries the session's secret, and takes that out of it.
pub(super) fn checked(desk: &Desk, pairs: Pairs) -> Result<Vec<(String, String)>, Problem> {
    let is_secret = |name: &str| name == "csrf" || name == "_csrf";
    let (secrets, pairs): (Vec<_>, Vec<_>) = pairs.into_inner().into_iter().partition(|(name, _)| is_secret(name));
    desk.signed.check_form(secrets.first().map_or("", |(_, secret)| secret))?;
    Ok(pairs)
}

/// The value of a field, `""` where it was not sent.
fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
}

/// The answer as the page that was posted showed it.
fn seen(pairs: &[(String, String)]) -> Result<Seen, Problem> {
    let state = value(pairs, "state").parse().map_err(|_| Problem::Unreadable)?;
    let revision = value(pairs, "revision").parse().map_err(|_| Problem::Unreadable)?;
    Ok(Seen { revision, state })
}

/// Who visits: the person at the desk.
fn visitor(desk: &Desk, hand: Hand) -> Visitor {
    Visitor::Office { user: desk.signed.user.id, hand }
}

/// Opens the agency's answers, and reads what `read` wants.
async fn reading<T: Send + 'static>(
    state: &Data<State>,
    desk: &Desk,
    (asked, hand): (Asked, Hand),
    read: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, visitor, now) = (state.clone(), desk.network.id, visitor(desk, hand), state.clock.now());
    let answer = state.store.read(move |connection| {
        let visit = office::open(connection, &shared.definitions, network, asked, visitor, now)?;
        read(connection, &shared, &visit)
    });
    Ok(answer.await?)
}

/// Opens the agency's answers, and changes what `write` changes, in one transaction.
async fn writing<T: Send + 'static>(
    state: &Data<State>,
    desk: &Desk,
    (asked, hand): (Asked, Hand),
    write: impl FnOnce(&mut Connection, &State, &Visit) -> Result<T, RespondError> + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network, visitor, now) = (state.clone(), desk.network.id, visitor(desk, hand), state.clock.now());
    let answer = state.store.write(move |connection| {
        let visit = office::open(connection, &shared.definitions, network, asked, visitor, now)?;
        write(connection, &shared, &visit)
    });
    Ok(answer.await?)
}
