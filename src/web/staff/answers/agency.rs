//! An agency's page in a round, and one more sheet for it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};

use super::{AgencyPath, Desk, Pairs, checked, reading, value, writing};
use crate::app::board::notes::{self, Refused};
use crate::app::office::{self, Asked};
use crate::app::respond::sheets;
use crate::store::entries::Hand;
use crate::web::staff::board::{BoardPath, Done, looking};
use crate::web::staff::round_setup::refused;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET …/rounds/{round}/agencies/{agency}`
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<BoardPath>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    page(&state, &desk, &path, None, done.told()).await
}

/// The same with a note that could not be kept as it was written.
pub(in crate::web::staff) async fn with_note(
    state: &Data<State>,
    desk: &Desk,
    path: &BoardPath,
    note: Refused,
) -> Result<HttpResponse, Problem> {
    Ok(refused(page(state, desk, path, Some(note), String::new()).await?))
}

async fn page(
    state: &Data<State>,
    desk: &Desk,
    path: &BoardPath,
    note: Option<Refused>,
    told: String,
) -> Result<HttpResponse, Problem> {
    let asked = (Asked { round: path.round()?, agency: path.agency()? }, Hand::First);
    let looking = looking(state, desk, path)?;
    let page = reading(state, desk, asked, move |connection, shared, visit| {
        let notes = notes::part(connection, &looking, &visit.opened, note.as_ref())?;
        office::agency::page(connection, &shared.definitions, visit, notes)
    });
    let mut page = page.await?;
    page.told = told;
    desk.page("", "staff/answers/agency.html", &page)
}

/// `POST …/agencies/{agency}/sheets`: one more sheet, where an agency fills in several.
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn add_sheet(
    state: Data<State>,
    desk: Desk,
    path: Path<AgencyPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (pairs, asked) = (checked(&desk, pairs)?, (path.asked()?, Hand::First));
    let wanted: i32 = value(&pairs, "number").parse().map_err(|_| Problem::Unreadable)?;
    let entry = writing(&state, &desk, asked, move |connection, _, visit| {
        let number = sheets::add(connection, visit, wanted)?;
        Ok(format!("{}/sheets/{number}", office::entering::entry_path(visit, Hand::First)))
    });
    Ok(see_other(entry.await?))
}
