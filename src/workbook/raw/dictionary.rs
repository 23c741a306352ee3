//! What every column means, and what its codes stand for.

use super::columns::Column;
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

/// Some columns of a sheet, under the name by which people find it.
pub(super) struct Listed<'p> {
    /// The sheet's name.
    pub(super) name: &'p str,
    /// What is said of the sheet before its columns; blank where nothing is.
    pub(super) about: String,
    /// The columns in order.
    pub(super) columns: Vec<&'p Column>,
}

/// The sheets as the plan has them.
pub(super) fn whole<'p>(plan: &'p Plan<'_>) -> Vec<Listed<'p>> {
    let whole =
        |sheet: &'p Sheet| Listed { name: &sheet.name, about: String::new(), columns: sheet.columns.iter().collect() };
    plan.sheets.iter().map(whole).collect()
}

/// One row a column of every sheet, in order.
pub(super) fn dictionary(sheets: &[Listed<'_>]) -> Page {
    let mut rows = Vec::new();
    for sheet in sheets {
        if !sheet.about.is_empty() {
            let mut about = vec![String::new(); HEAD.len()];
            about[0] = sheet.name.to_owned();
            about[MEANING].clone_from(&sheet.about);
            rows.push(about);
        }
        rows.extend(sheet.columns.iter().map(|column| line(sheet.name, column)));
    }
    Page { names: ("項目の説明", "dictionary"), head: HEAD, rows }
}

/// Headings of the dictionary.
const HEAD: &[(&str, f64)] = &[
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
];

/// Where the dictionary says what values mean.
const MEANING: usize = 7;

fn line(sheet: &str, column: &Column) -> Vec<String> {
    let asked = match column.asked_when.as_str() {
        "" => EVERYBODY.to_owned(),
        condition => format!("次の条件に当てはまる回答：{condition}"),
    };
    vec![
        sheet.to_owned(),
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
}

/// One row a code of every coded column.
pub(super) fn codes(sheets: &[Listed<'_>]) -> Page {
    let of = |sheet: &Listed<'_>| {
        let columns = sheet.columns.iter().flat_map(|column| column.codes.iter().map(move |code| (column, code)));
        let row = |(column, (code, label)): (&&Column, &(String, String))| {
            vec![sheet.name.to_owned(), column.name.clone(), code.clone(), label.clone()]
        };
        columns.map(row).collect::<Vec<_>>()
    };
    Page {
        names: ("コード表", "codes"),
        head: &[("シート", 18.0), ("列", 32.0), ("コード", 24.0), ("意味", 48.0)],
        rows: sheets.iter().flat_map(of).collect(),
    }
}
