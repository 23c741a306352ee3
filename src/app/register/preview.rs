//! The preview of an import.

use super::kinds::Kinds;
use super::plan::{CellFault, Change, Plan, PlannedAgency};
use crate::store::register_imports::WaitingImport;
use crate::view::register::{AddedLine, ChangedAgency, ChangedCell, FaultLine, PreviewPage};
use crate::workbook::register::{Column, RegisterFile};

/// How many of each list are shown, unless all are asked for.
const MOST: usize = 300;

/// The columns of an agency that would be added, behind its name.
const SHOWN: &[Column] = &[
    Column::Kana,
    Column::Kind,
    Column::Municipality,
    Column::PostalCode,
    Column::Address,
    Column::Post,
    Column::ContactName,
    Column::Mail,
    Column::Telephone,
    Column::Fax,
];

/// Draws a plan. `shows_all`: however long its lists are.
pub(super) fn page(
    import: &WaitingImport,
    file: &RegisterFile,
    plan: &Plan<'_>,
    kinds: &Kinds,
    shows_all: bool,
) -> PreviewPage {
    let mut faulty: Vec<u32> = plan.faults.iter().map(|fault| fault.row).collect();
    faulty.dedup();
    let is_good = |planned: &&PlannedAgency<'_>| !planned.rows.iter().any(|row| faulty.binary_search(row).is_ok());
    let mut added = Vec::new();
    let mut changed = Vec::new();
    let mut unchanged = Vec::new();
    for planned in plan.agencies.iter().filter(is_good) {
        let changes = planned.changes();
        match planned.kept {
            None => added.extend(added_lines(planned, kinds)),
            Some(kept) if changes.is_empty() => unchanged.push(kept.name.clone()),
            Some(kept) => changed.push(ChangedAgency {
                name: kept.name.clone(),
                note: note(planned),
                cells: changes.into_iter().map(|change| cell(change, kinds)).collect(),
            }),
        }
    }
    PreviewPage {
        id: import.id.to_string(),
        file_name: import.file_name.clone(),
        sheet: file.sheet.clone(),
        rows: file.rows.len(),
        unknown: file.unknown.clone(),
        faults: plan.faults.iter().map(|fault| fault_line(file, fault)).collect(),
        faulty: faulty.len(),
        can_apply: plan.faults.is_empty() && !(added.is_empty() && changed.is_empty()),
        added,
        columns: SHOWN.iter().map(|column| column.label()).collect(),
        changed,
        unchanged,
        missing: plan.missing.iter().map(|agency| agency.name.clone()).collect(),
        fingerprint: plan.fingerprint(),
        most: if shows_all { usize::MAX } else { MOST },
        changed_meanwhile: false,
    }
}

/// Where a fault is and what to do, as one line.
pub(super) fn fault_line(file: &RegisterFile, fault: &CellFault) -> FaultLine {
    let letters = file.letters(fault.column);
    let column = if letters.is_empty() {
        fault.column.label().to_owned()
    } else {
        format!("{letters}列（{}）", fault.column.label())
    };
    FaultLine {
        place: format!("シート「{}」の{}行目、{column}", file.sheet, fault.row), words: fault.words.clone()
    }
}

fn added_lines(planned: &PlannedAgency<'_>, kinds: &Kinds) -> Vec<AddedLine> {
    let [name, agency @ ..] = &planned.fields;
    let line = |row: u32, contact: Option<&[String; 5]>| {
        let blank = <[String; 5]>::default();
        let cells = agency.iter().chain(contact.unwrap_or(&blank)).zip(SHOWN);
        AddedLine {
            row,
            name: name.clone(),
            cells: cells.map(|(value, column)| words(*column, value, kinds)).collect(),
            note: note(planned),
        }
    };
    match planned.contacts.as_slice() {
        [] => vec![line(planned.rows.first().copied().unwrap_or_default(), None)],
        contacts => contacts.iter().map(|contact| line(contact.row, Some(&contact.fields))).collect(),
    }
}

fn note(planned: &PlannedAgency<'_>) -> String {
    if planned.kept.is_some_and(|kept| kept.archived_at.is_some()) {
        return "今は依頼しない機関です。取り込んでも、依頼先には戻りません。".to_owned();
    }
    if let Some(other) = planned.namesake {
        return format!("同じ名称の機関が「{}」に登録されています。別の機関として登録します。", other.municipality);
    }
    let others: Vec<&str> = planned.other_contacts.iter().map(|contact| contact.name.as_str()).collect();
    if others.is_empty() {
        String::new()
    } else {
        format!("ファイルにない担当者（変更しません）：{}", others.join("、"))
    }
}

fn cell(change: Change, kinds: &Kinds) -> ChangedCell {
    let Change { row, contact, is_new_contact, column, old, new } = change;
    let label = match (contact.is_empty(), is_new_contact) {
        (true, _) => column.label().to_owned(),
        (false, true) => format!("追加する担当者「{contact}」の{}", column.label()),
        (false, false) => format!("担当者「{contact}」の{}", column.label()),
    };
    ChangedCell { row, label, old: words(column, &old, kinds), new: words(column, &new, kinds) }
}

fn words(column: Column, value: &str, kinds: &Kinds) -> String {
    match (column, value) {
        (_, "") => "（空欄）".to_owned(),
        (Column::Kind, code) => kinds.label(code),
        (_, text) => text.to_owned(),
    }
}
