//! Pages of codes: factors that mirror each other, and the handbook's points.

use super::coded::read_coded;
use crate::analysis::mirror::mirror;
use crate::analysis::points;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::assets;
use crate::store::{Connection, NetworkId};
use crate::view::mirror::{self, MirrorPage};
use crate::view::points::{BOOK, Point, PointsPage};
use crate::view::profiles::sources;

/// Where the published cases stand among the shipped files.
const PUBLISHED: &str = "demo/handbook-cases.csv";

/// Factors of difficult cases beside the factors of good cases that mirror them.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn mirrored(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<MirrorPage, DeskError> {
    let (read, books) = read_coded(connection, definitions, network)?;
    let found = mirror(&read.cases, &books.pairs);
    Ok(mirror::page(&read.cases, &found, sources(&read.rounds, &read.cases)))
}

/// The handbook's points in its published cases, beside the network's own.
///
/// # Errors
/// As for [`mirrored`]; [`DeskError::Shipped`] where the published cases cannot be read.
pub fn handbook_points(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<PointsPage, DeskError> {
    let (read, books) = read_coded(connection, definitions, network)?;
    let (_, text) = assets::definition_files()
        .into_iter()
        .find(|(path, _)| path == PUBLISHED)
        .ok_or_else(|| DeskError::Shipped(format!("{PUBLISHED} is missing")))?;
    let published = points::published(&text).map_err(|error| DeskError::Shipped(error.to_string()))?;
    let codes = books.book(BOOK).map_or(&[][..], |book| &book.codes);
    let points: Vec<Point> = codes
        .iter()
        .map(|code| Point { key: code.key.clone(), label: code.label.clone(), group: code.group.clone() })
        .collect();
    Ok(crate::view::points::page(&points, &published, &read.cases, sources(&read.rounds, &read.cases)))
}
