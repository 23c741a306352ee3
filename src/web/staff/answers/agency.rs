//! An agency's page in a round, and one more sheet for it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{AgencyPath, Desk, Pairs, checked, reading, value, writing};
use crate::app::office;
use crate::app::respond::sheets;
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET …/rounds/{round}/agencies/{agency}`
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn show(state: Data<State>, desk: Desk, path: Path<AgencyPath>) -> Result<HttpResponse, Problem> {
    let asked = (path.asked()?, Hand::First);
    let page = reading(&state, &desk, asked, |connection, shared, visit| {
        office::agency::page(connection, &shared.definitions, visit)
    });
    desk.page("", "staff/answers/agency.html", &page.await?)
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
