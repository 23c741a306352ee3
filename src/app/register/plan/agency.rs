//! The fields of an agency as they would be.

use super::groups::{Group, text};
use super::{CellFault, Register};
use crate::app::register::entry::{AgencyFields, fields_of_agency};
use crate::app::register::fields::tidy;
use crate::view::alike::level;
use crate::workbook::register::{Column, FileRow, RegisterFile};

/// What stands in a cell, made tidy; `None` where the file has no such column, or a fault was noted.
/// What is written as it is kept already is not judged anew.
pub(super) fn cell(
    file: &RegisterFile,
    register: &Register<'_>,
    row: &FileRow,
    (column, kept): (Column, &str),
    faults: &mut Vec<CellFault>,
) -> Option<String> {
    let typed = row.cells.get(file.place(column)?)?;
    let shown = if column == Column::Kind { register.kinds.label(kept) } else { kept.to_owned() };
    // A row that was found by its name says no new one, however the name is written.
    let has_no_id = text(file, row, Column::AgencyId).is_empty();
    let is_by_name = |column| has_no_id && matches!(column, Column::Name | Column::Municipality);
    let read = match typed.words() {
        Ok(text) if !kept.is_empty() && (text.trim() == shown || is_by_name(column) && level(text) == level(kept)) => {
            Ok(kept.to_owned())
        }
        Ok(text) => tidy(column, text, register.kinds),
        Err(words) => Err(words.to_owned()),
    };
    read.map_err(|words| faults.push(CellFault { row: row.number, column, words })).ok()
}

/// The fields of an agency: those of the file over those that are kept. Of several rows, later ones
/// may leave blank what the first says.
pub(super) fn fields(
    file: &RegisterFile,
    register: &Register<'_>,
    group: &Group<'_, '_>,
    faults: &mut Vec<CellFault>,
) -> AgencyFields {
    let kept = group.kept.map(fields_of_agency).unwrap_or_default();
    let mut fields = kept.clone();
    let count = faults.len();
    for ((column, kept), field) in Column::OF_AGENCY.iter().zip(&kept).zip(&mut fields) {
        let mut said: Option<(u32, String)> = None;
        for row in &group.rows {
            let Some(value) = cell(file, register, row, (*column, kept), faults) else { continue };
            match &said {
                Some((first, before)) if !before.is_empty() && !value.is_empty() && level(before) != level(&value) => {
                    let words =
                        format!("同じ機関の{first}行目と内容が違います。同じ内容にするか、空欄にしてください。");
                    faults.push(CellFault { row: row.number, column: *column, words });
                }
                Some((_, before)) if !before.is_empty() => {}
                _ => said = Some((row.number, value)),
            }
        }
        if let Some((_, value)) = said {
            *field = value;
        }
    }
    complete(file, register, group, (&kept, &mut fields), faults, count);
    fields
}

fn complete(
    file: &RegisterFile,
    register: &Register<'_>,
    group: &Group<'_, '_>,
    (before, fields): (&AgencyFields, &mut AgencyFields),
    faults: &mut Vec<CellFault>,
    count: usize,
) {
    let is_faulty = |faults: &Vec<CellFault>, column| faults.iter().skip(count).any(|fault| fault.column == column);
    let row = group.rows.first().map_or(0, |row| row.number);
    let [name, kana, kind, municipality, ..] = fields;
    if name.is_empty() && group.kept.is_some() {
        let words = "機関名を入力してください。".to_owned();
        faults.push(CellFault { row, column: Column::Name, words });
    }
    if kind.is_empty() && !name.is_empty() && !is_faulty(faults, Column::Kind) {
        let words = if file.place(Column::Kind).is_some() {
            "機関種別を入力してください。"
        } else {
            "新しい機関には、機関種別が要ります。「機関種別」の列を加えてください。"
        };
        faults.push(CellFault { row, column: Column::Kind, words: words.to_owned() });
    }
    if municipality.is_empty() {
        let [_, _, _, kept, ..] = before;
        *municipality = if group.kept.is_some() { kept.clone() } else { register.municipality.to_owned() };
    }
    if kana.is_empty() && group.kept.is_none() && !is_faulty(faults, Column::Kana) {
        *kana = tidy(Column::Kana, name, register.kinds).unwrap_or_default();
    }
}
