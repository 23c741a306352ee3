//! The list behind an agency's own link, where the office shares it: what it gets back for its answers.

use std::sync::Arc;

use serde::Serialize;

use super::{ReadResources, Readings, readings};
use crate::analysis::resources::Search;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::respond::{RespondError, Visit, Visitor};
use crate::store::{Connection, shared_resources};
use crate::view::dates;
use crate::view::form::Head;
use crate::view::resources::{self, Booklet, ResourceList};
use crate::workbook::resources::ResourcesBook;

/// The page behind a link.
#[derive(Debug, Serialize)]
pub struct SharedPage {
    /// Around the page.
    pub head: Head,
    /// The list.
    pub list: ResourceList,
    /// What it may claim.
    pub claims: &'static [&'static str],
}

/// The booklet behind a link.
#[derive(Debug, Serialize)]
pub struct SharedBooklet {
    /// Around the page.
    pub head: Head,
    /// The network, for the first page.
    pub network: String,
    /// The booklet.
    pub booklet: Booklet,
    /// Today, in words.
    pub day: String,
    /// What it may claim.
    pub claims: &'static [&'static str],
}

/// Whether this visitor finds the list: agencies do where it is shared. Interviewers see one agency's answers and
/// nothing else.
///
/// # Errors
/// Those of the database.
pub fn is_offered(connection: &mut Connection, visit: &Visit) -> Result<bool, RespondError> {
    Ok(visit.visitor == Visitor::Agency && shared_resources::is_shared(connection, visit.network())?)
}

/// The list as far as it is looked for. Names of agencies that have told nothing stay out.
///
/// # Errors
/// [`RespondError::NotFound`] where it is not shared.
pub fn page(
    connection: &mut Connection,
    (definitions, readings): (&Definitions, &Readings),
    visit: &Visit,
    base: &str,
    search: &Search,
) -> Result<SharedPage, RespondError> {
    let read = offered(connection, definitions, readings, visit)?;
    let mut list = resources::list(&read.told(|_| None), &read.options, search, read.about.clone());
    list.silent.clear();
    Ok(SharedPage { head: visit.head(base, None), list, claims: resources::CLAIMS })
}

/// What the workbook of the list is made of.
///
/// # Errors
/// [`RespondError::NotFound`] where it is not shared.
pub fn book(
    connection: &mut Connection,
    (definitions, readings): (&Definitions, &Readings),
    visit: &Visit,
) -> Result<ResourcesBook, RespondError> {
    let read = offered(connection, definitions, readings, visit)?;
    let mut list = resources::list(&read.told(|_| None), &read.options, &Search::default(), read.about.clone());
    list.silent.clear();
    Ok(ResourcesBook { network: visit.opened.network.name.clone(), list })
}

/// The same as a booklet.
///
/// # Errors
/// [`RespondError::NotFound`] where it is not shared.
pub fn booklet(
    connection: &mut Connection,
    (definitions, readings): (&Definitions, &Readings),
    visit: &Visit,
    base: &str,
) -> Result<SharedBooklet, RespondError> {
    let read = offered(connection, definitions, readings, visit)?;
    let booklet = resources::booklet(&read.told(|_| None), &read.options, &read.groups, &read.about);
    let network = visit.opened.network.name.clone();
    let day = dates::day(visit.today());
    Ok(SharedBooklet { head: visit.head(base, None), network, booklet, day, claims: resources::CLAIMS })
}

fn offered(
    connection: &mut Connection,
    definitions: &Definitions,
    readings: &Readings,
    visit: &Visit,
) -> Result<Arc<ReadResources>, RespondError> {
    if !is_offered(connection, visit)? {
        return Err(RespondError::NotFound);
    }
    match readings::for_agencies(connection, definitions, readings, visit.network()) {
        Ok(read) => Ok(read),
        Err(DeskError::Store(error)) => Err(error.into()),
        Err(error) => Err(RespondError::OthersAnswers(Box::new(error))),
    }
}
