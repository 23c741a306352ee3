//! What every column means, and what its codes stand for.

use super::plan::{Plan, Sheet};

/// A sheet of words: a row of headings, then a row a line.
pub(super) struct Page {
    /// What the sheet is called in a workbook, and its file's name without its ending.
    pub(super) names: (&'static str, &'static str),
    /// Headings with the widths of their columns, in letters.
    pub(super) head: &'static [(&'static str, f64)],
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
}

/// Everybody was asked.
const EVERYBODY: &str = "全ての回答";

/// One row a column of every sheet, in order.
pub(super) fn dictionary(plan: &Plan<'_>) -> Page {
    let rows = plan.sheets.iter().flat_map(|sheet| sheet.columns.iter().map(move |column| (sheet, column)));
    let rows = rows.map(|(sheet, column)| {
        let asked = match column.asked_when.as_str() {
            "" => EVERYBODY.to_owned(),
            condition => format!("次の条件に当てはまる回答：{condition}"),
        };
        vec![
            sheet.name.clone(),
            column.name.clone(),
            column.question.clone(),
            column.label.clone(),
            column.part.clone(),
            column.part_label.clone(),
            column.kind.to_owned(),
            column.meaning.to_owned(),
            column.unit.clone(),
            if column.kind.is_empty() { String::new() } else { asked },
        ]
    });
    Page {
        names: ("項目の説明", "dictionary"),
        head: &[
            ("シート", 18.0),
            ("列", 32.0),
            ("設問のキー", 24.0),
            ("設問", 48.0),
            ("選択肢・項目のキー", 24.0),
            ("選択肢・項目", 28.0),
            ("型", 12.0),
            ("値の意味", 48.0),
            ("単位", 8.0),
            ("尋ねた回答", 40.0),
        ],
        rows: rows.collect(),
    }
}

/// One row a code of every coded column.
pub(super) fn codes(plan: &Plan<'_>) -> Page {
    let of = |sheet: &Sheet| {
        let rows = sheet.columns.iter().flat_map(|column| column.codes.iter().map(move |code| (column, code)));
        rows.map(|(column, (code, label))| vec![sheet.name.clone(), column.name.clone(), code.clone(), label.clone()])
            .collect::<Vec<_>>()
    };
    Page {
        names: ("コード表", "codes"),
        head: &[("シート", 18.0), ("列", 32.0), ("コード", 24.0), ("意味", 48.0)],
        rows: plan.sheets.iter().flat_map(of).collect(),
    }
}
