//! Which rows of a file speak of the same agency, and of which one of the register.

use std::collections::HashMap;

use super::{CellFault, Register};
use crate::app::register::judged::identity;
use crate::store::AgencyId;
use crate::store::agencies::Agency;
use crate::view::alike::level;
use crate::workbook::register::{Column, FileRow, RegisterFile};

/// Rows that speak of the same agency.
pub(super) struct Group<'f, 'a> {
    pub(super) rows: Vec<&'f FileRow>,
    pub(super) kept: Option<&'a Agency>,
    pub(super) namesake: Option<&'a Agency>,
}

/// By what rows are put together.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Known(AgencyId),
    New(String, String),
    /// Of no agency that could be found: each for itself.
    Row(u32),
}

/// The rows agency by agency, in the order of the file.
pub(super) fn of<'f, 'a>(
    file: &'f RegisterFile,
    register: &Register<'a>,
    faults: &mut Vec<CellFault>,
) -> Vec<Group<'f, 'a>> {
    let mut by_name: HashMap<String, Vec<&'a Agency>> = HashMap::new();
    for agency in register.agencies {
        by_name.entry(level(&agency.name)).or_default().push(agency);
    }
    let by_id: HashMap<String, &'a Agency> = register.agencies.iter().map(|one| (one.id.to_string(), one)).collect();
    let mut groups: Vec<Group<'f, 'a>> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for row in &file.rows {
        let (id, name) = (text(file, row, Column::AgencyId), text(file, row, Column::Name));
        let municipality = text(file, row, Column::Municipality);
        let found = if id.is_empty() {
            meant(&by_name, name, municipality)
        } else {
            by_id.get(&id.to_lowercase()).copied().ok_or(Unclear::UnknownId)
        };
        let fault = |column, words: &str| CellFault { row: row.number, column, words: words.to_owned() };
        let (key, kept, namesake) = match found {
            Ok(agency) => (Key::Known(agency.id), Some(agency), None),
            Err(Unclear::New(namesake)) => {
                let municipality = if municipality.is_empty() { register.municipality } else { municipality };
                let (name, municipality) = identity(name, municipality);
                (Key::New(name, municipality), None, namesake)
            }
            Err(Unclear::Nameless) => {
                faults.push(fault(Column::Name, "機関名を入力してください。同じ機関の2行目からも、機関名が要ります。"));
                (Key::Row(row.number), None, None)
            }
            Err(Unclear::UnknownId) => {
                faults.push(fault(Column::AgencyId, "登録にない機関IDです。新しい機関のときは、空欄にしてください。"));
                (Key::Row(row.number), None, None)
            }
            Err(Unclear::Several) => {
                faults.push(fault(
                    Column::Name,
                    "同じ名称の機関が複数登録されています。「市区町村」か「機関ID」の列で区別してください。",
                ));
                (Key::Row(row.number), None, None)
            }
        };
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Group { rows: Vec::new(), kept, namesake });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.rows.push(row);
        }
    }
    groups
}

/// Why no agency of the register is meant.
enum Unclear<'a> {
    Nameless,
    UnknownId,
    Several,
    /// It is a new one; another of the same name is elsewhere.
    New(Option<&'a Agency>),
}

/// The agency that is meant by a name, and by a municipality where one is written.
fn meant<'a>(
    by_name: &HashMap<String, Vec<&'a Agency>>,
    name: &str,
    municipality: &str,
) -> Result<&'a Agency, Unclear<'a>> {
    if name.is_empty() {
        return Err(Unclear::Nameless);
    }
    let namesakes = by_name.get(&level(name)).map(Vec::as_slice).unwrap_or_default();
    let there = |agency: &&&Agency| municipality.is_empty() || level(&agency.municipality) == level(municipality);
    match namesakes.iter().filter(there).collect::<Vec<_>>().as_slice() {
        [only] => Ok(**only),
        [] => Err(Unclear::New(namesakes.first().copied())),
        _ => Err(Unclear::Several),
    }
}

/// The text of a cell without spaces at its ends; blank where the file has no such column or no text there.
pub(super) fn text<'f>(file: &RegisterFile, row: &'f FileRow, column: Column) -> &'f str {
    let cell = file.place(column).and_then(|place| row.cells.get(place));
    cell.and_then(|cell| cell.words().ok()).map(str::trim).unwrap_or_default()
}
