//! The contacts of an agency as they would be.

use super::agency::cell;
use super::groups::{Group, text};
use super::{CellFault, PlannedContact, Register};
use crate::app::register::entry::{ContactFields, UNNAMED, fields_of_contact};
use crate::app::register::judged::same_mail;
use crate::store::contacts::Contact;
use crate::view::alike::level;
use crate::workbook::register::{Column, FileRow, RegisterFile};

/// The contacts of the rows of one agency. `own` are those that it has.
pub(super) fn planned<'a>(
    file: &RegisterFile,
    register: &Register<'a>,
    group: &Group<'_, 'a>,
    own: &[&'a Contact],
    faults: &mut Vec<CellFault>,
) -> Vec<PlannedContact<'a>> {
    let mut planned: Vec<PlannedContact<'a>> = Vec::new();
    for (place, row) in group.rows.iter().enumerate() {
        let id = text(file, row, Column::ContactId);
        let is_blank = Column::OF_CONTACT.iter().all(|column| text(file, row, *column).is_empty());
        let mut fault =
            |column, words: &str| faults.push(CellFault { row: row.number, column, words: words.to_owned() });
        let has_any = Column::OF_CONTACT.iter().any(|column| file.place(*column).is_some());
        let kept = match (id, is_blank) {
            ("", true) => {
                if group.rows.len() > 1 && place > 0 && !is_faulty(file, row) {
                    fault(
                        Column::Name,
                        &format!(
                            "同じ機関が{}行目にもあります。担当者のない行は消してください。",
                            group.rows.first().map_or(0, |row| row.number)
                        ),
                    );
                }
                // A cell that cannot be read is a fault of its own, though it has no text.
                note_unreadable(file, register, row, faults);
                continue;
            }
            ("", false) => {
                let free: Vec<&'a Contact> = own.iter().copied().filter(|one| !is_taken(&planned, one)).collect();
                meant(file, row, &free, own.get(place).copied())
            }
            (id, _) => {
                let found = own.iter().find(|one| one.id.to_string() == id.to_lowercase());
                if found.is_none() {
                    fault(Column::ContactId, "この機関にない担当者IDです。新しい担当者のときは、空欄にしてください。");
                    continue;
                }
                if is_blank && has_any {
                    fault(
                        Column::ContactName,
                        "担当者の欄が全て空です。担当者を外すときは、機関のページで外してください。",
                    );
                    continue;
                }
                found.copied()
            }
        };
        if let Some(again) =
            kept.and_then(|kept| planned.iter().find(|one| one.kept.is_some_and(|other| other.id == kept.id)))
        {
            let words = format!("{}行目と同じ担当者です。1行だけにしてください。", again.row);
            fault(Column::ContactName, &words);
            continue;
        }
        let fields = fields(file, register, row, kept, faults);
        if kept.is_none()
            && let Some(again) = planned.iter().find(|one| one.fields == fields)
        {
            let words = format!("{}行目と同じ内容です。1行だけにしてください。", again.row);
            faults.push(CellFault { row: row.number, column: Column::Name, words });
            continue;
        }
        planned.push(PlannedContact { row: row.number, kept, fields });
    }
    note_same_mail(&planned, own, faults);
    planned
}

fn fields(
    file: &RegisterFile,
    register: &Register<'_>,
    row: &FileRow,
    kept: Option<&Contact>,
    faults: &mut Vec<CellFault>,
) -> ContactFields {
    let kept = kept.map(fields_of_contact).unwrap_or_default();
    let mut fields = kept.clone();
    for ((column, kept), field) in Column::OF_CONTACT.iter().zip(&kept).zip(&mut fields) {
        if let Some(value) = cell(file, register, row, (*column, kept), faults) {
            *field = value;
        }
    }
    let [_, name, ..] = &mut fields;
    if name.is_empty() {
        *name = UNNAMED.to_owned();
    }
    fields
}

/// The contact whom a row without an id means: by the mail address, else by the name, else, where the
/// row has neither, by its place.
fn meant<'a>(
    file: &RegisterFile,
    row: &FileRow,
    free: &[&'a Contact],
    at_place: Option<&'a Contact>,
) -> Option<&'a Contact> {
    let (mail, name) = (level(text(file, row, Column::Mail)), level(text(file, row, Column::ContactName)));
    let is_same = |kept: &str, typed: &str| !typed.is_empty() && level(kept) == typed;
    let by_mail = free.iter().find(|one| one.mail.as_ref().is_some_and(|kept| is_same(kept, &mail)));
    let by_name = || free.iter().find(|one| is_same(&one.name, &name));
    let by_place =
        || free.iter().find(|one| mail.is_empty() && name.is_empty() && at_place.is_some_and(|at| at.id == one.id));
    by_mail.or_else(by_name).or_else(by_place).copied()
}

fn is_taken(planned: &[PlannedContact<'_>], contact: &Contact) -> bool {
    planned.iter().any(|one| one.kept.is_some_and(|kept| kept.id == contact.id))
}

fn is_faulty(file: &RegisterFile, row: &FileRow) -> bool {
    let cells = Column::OF_CONTACT.iter().filter_map(|column| row.cells.get(file.place(*column)?));
    cells.into_iter().any(|cell| cell.words().is_err())
}

fn note_unreadable(file: &RegisterFile, register: &Register<'_>, row: &FileRow, faults: &mut Vec<CellFault>) {
    for column in Column::OF_CONTACT {
        cell(file, register, row, (*column, ""), faults);
    }
}

/// Two contacts of the agency with one mail address, those of whom the file says nothing too.
fn note_same_mail(planned: &[PlannedContact<'_>], own: &[&Contact], faults: &mut Vec<CellFault>) {
    let others: Vec<ContactFields> =
        own.iter().filter(|one| !is_taken(planned, one)).map(|one| fields_of_contact(one)).collect();
    let all: Vec<(u32, &ContactFields)> =
        others.iter().map(|fields| (0, fields)).chain(planned.iter().map(|one| (one.row, &one.fields))).collect();
    for (row, fault) in same_mail(&all).into_iter().filter(|(row, _)| *row > 0) {
        faults.push(CellFault { row, column: fault.column, words: fault.words });
    }
}
