//! Who reads a case to code it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Deserialize;

use super::{Desk, Pairs, SheetPath, asked, checked, value, writing};
use crate::app::office::{self, readers};
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// A reader of a sheet, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct ReaderPath {
    round: String,
    agency: String,
    sheet: i32,
    user: String,
}

/// `POST …/sheets/{sheet}/readers`
///
/// # Errors
/// [`Problem::NotFound`] where no case was handed in on the sheet.
pub async fn assign(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let (user, sheet) = (value(&pairs, "user").parse().map_err(|_| Problem::Unreadable)?, path.sheet);
    let agency = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        readers::assign(connection, visit, sheet, user)?;
        Ok(office::path(visit))
    });
    Ok(see_other(format!("{}/sheets/{sheet}", agency.await?)))
}

/// `POST …/sheets/{sheet}/readers/{user}/removal`
///
/// # Errors
/// [`Problem::NotFound`] where the case was not given to this person.
pub async fn unassign(
    state: Data<State>,
    desk: Desk,
    path: Path<ReaderPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    checked(&desk, pairs)?;
    let (user, sheet) = (path.user.parse().map_err(|_| Problem::NotFound)?, path.sheet);
    let asked = (asked(&path.round, &path.agency)?, Hand::First);
    let agency = writing(&state, &desk, asked, move |connection, _, visit| {
        readers::unassign(connection, visit, sheet, user)?;
        Ok(office::path(visit))
    });
    Ok(see_other(format!("{}/sheets/{sheet}", agency.await?)))
}
