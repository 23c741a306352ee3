//! The list at the desk: page, booklet, workbook, and whether the agencies may read it too.

use jiff::Timestamp;
use serde::Serialize;

use super::{Entry, read};
use crate::analysis::resources::Search;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, zone_of};
use crate::app::masking::{Masker, Screen, What};
use crate::app::reader::Reader;
use crate::store::audit::{self, Act, Subject};
use crate::store::networks::Network;
use crate::store::{Connection, NetworkId, StoreError, UserId, shared_resources};
use crate::view::dates;
use crate::view::resources::{self, Booklet, ResourceList, Told};
use crate::workbook::WorkbookError;
use crate::workbook::resources::{ResourcesBook, write};

/// The page at the desk.
#[derive(Debug, Serialize)]
pub struct ResourcesPage {
    /// The list.
    pub list: ResourceList,
    /// What it may claim.
    pub claims: &'static [&'static str],
    /// Whether the agencies may read it.
    pub is_shared: bool,
    /// Whether this reader says so.
    pub may_share: bool,
    /// What was done just now.
    pub told: Option<String>,
}

/// The list as far as it is looked for.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    search: &Search,
    (reader, masker): (Reader, &Masker),
) -> Result<ResourcesPage, DeskError> {
    let screen = Screen::of(connection, masker, network, (reader, What::Persons))?;
    let read = read(connection, definitions, network, &screen)?;
    let told = read.told(|entry| evidence(network, entry, reader));
    let list = resources::list(&told, &read.options, search, read.about.clone());
    let is_shared = shared_resources::is_shared(connection, network)?;
    Ok(ResourcesPage { list, claims: resources::CLAIMS, is_shared, may_share: reader.sees_answers(), told: None })
}

fn evidence(network: NetworkId, entry: &Entry, reader: Reader) -> Option<String> {
    let Entry { round, agency, .. } = entry;
    reader.sees_answers().then(|| format!("/staff/networks/{network}/rounds/{round}/agencies/{agency}"))
}

/// The booklet with what stands on its first page.
#[derive(Debug, Serialize)]
pub struct BookletPage {
    /// The booklet.
    pub booklet: Booklet,
    /// What it may claim.
    pub claims: &'static [&'static str],
    /// The day on which it was made, in words.
    pub day: String,
}

/// The list as a booklet.
///
/// # Errors
/// As for [`page`].
pub fn booklet(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    (reader, masker): (Reader, &Masker),
    now: Timestamp,
) -> Result<BookletPage, DeskError> {
    let screen = Screen::of(connection, masker, network.id, (reader, What::Persons))?;
    let read = read(connection, definitions, network.id, &screen)?;
    let booklet = resources::booklet(&read.told(|_| None), &read.options, &read.groups, &read.about);
    let day = dates::day(now.to_zoned(zone_of(network)).date());
    Ok(BookletPage { booklet, claims: resources::CLAIMS, day })
}

/// What stands in the workbook.
///
/// # Errors
/// As for [`page`].
pub fn book(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    name: &str,
    (reader, masker): (Reader, &Masker),
) -> Result<ResourcesBook, DeskError> {
    let screen = Screen::of(connection, masker, network, (reader, What::Persons))?;
    let read = read(connection, definitions, network, &screen)?;
    let told: Vec<Told<'_>> = read.told(|_| None);
    let list = resources::list(&told, &read.options, &Search::default(), read.about.clone());
    Ok(ResourcesBook { network: name.to_owned(), list })
}

/// The workbook, as the bytes of an xlsx file. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn workbook(book: &ResourcesBook) -> Result<Vec<u8>, WorkbookError> {
    write(book)
}

/// Notes who took the list out of the program.
///
/// # Errors
/// Those of the database.
pub fn note_export(connection: &mut Connection, network: NetworkId, act: &Act) -> Result<(), StoreError> {
    let details = serde_json::json!({ "format": "xlsx" });
    audit::record(connection, network, act, "resources.exported", &Subject::new("network", network), &details)
}

/// Lets the agencies read the list, or no longer.
///
/// # Errors
/// Those of the database.
pub fn set_shared(
    connection: &mut Connection,
    network: NetworkId,
    is_shared: bool,
    by: UserId,
    act: &Act,
) -> Result<(), StoreError> {
    if is_shared {
        shared_resources::share(connection, network, by, act)
    } else {
        shared_resources::keep_back(connection, network, act)
    }
}
