//! Numbers: one, several, or in rows and columns; and days, which are typed as numbers.

use super::control::{Control, GridRow, TextBox, Tick};
use super::question::{At, Form};
use crate::answer::{Problem, names, typed_number};
use crate::definition::{NumberFormat, Options, Question, QuestionType, Totals};
use crate::view::figures;

impl Form<'_> {
    pub(super) fn number(&self, path: &str, format: &NumberFormat) -> Control {
        Control::Number {
            input: self.text_box(path, ""),
            unit: format.unit.clone(),
            input_mode: input_mode(format),
            unknown: self.unknown(path, format),
        }
    }

    pub(super) fn counts(&self, at: At, path: &str, items: &Options, format: &NumberFormat) -> Control {
        let items: Vec<TextBox> = items
            .codes
            .iter()
            .map(|item| TextBox {
                help: item.help.clone(),
                ..self.part_box(&names::item(path, &item.key), &item.label)
            })
            .collect();
        Control::Counts {
            total: self.speaks_of_total(at).then(|| sum(items.iter(), format)),
            items,
            unit: format.unit.clone(),
            input_mode: input_mode(format),
            unknown: self.unknown(path, format),
        }
    }

    pub(super) fn grid(
        &self,
        path: &str,
        rows: &Options,
        columns: &Options,
        totals: Totals,
        format: &NumberFormat,
    ) -> Control {
        let rows: Vec<GridRow> = rows
            .codes
            .iter()
            .map(|row| {
                let cells: Vec<TextBox> = columns
                    .codes
                    .iter()
                    .map(|column| {
                        let label = cell_name(&row.label, &column.label);
                        self.part_box(&names::cell(path, &row.key, &column.key), &label)
                    })
                    .collect();
                GridRow { label: row.label.clone(), total: totals.rows.then(|| sum(cells.iter(), format)), cells }
            })
            .collect();
        let column = |index: usize| sum(rows.iter().filter_map(|row| row.cells.get(index)), format);
        Control::Grid {
            column_totals: totals.columns.then(|| (0..columns.len()).map(column).collect()),
            grand: totals.grand.then(|| sum(rows.iter().flat_map(|row| &row.cells), format)),
            columns: columns.codes.iter().map(|code| code.label.clone()).collect(),
            rows,
            row_totals: totals.rows,
            unit: format.unit.clone(),
            input_mode: input_mode(format),
        }
    }

    pub(super) fn date(&self, path: &str, has_day: bool) -> Control {
        let part = |part: &str, label: &str| self.text_box(&names::date_part(path, part), label);
        Control::Date {
            year: part("year", "年"), month: part("month", "月"), day: has_day.then(|| part("day", "日"))
        }
    }

    fn unknown(&self, path: &str, format: &NumberFormat) -> Option<Tick> {
        let name = names::unknown(path);
        format.unknown.then(|| Tick {
            id: format!("f-{name}"),
            checked: self.raw.first(&name) == "1",
            name,
            value: "1".to_owned(),
            label: "不明".to_owned(),
            help: None,
            group: None,
            words: None,
        })
    }
}

/// What the field of a problem is called among its question's numbers; also inside a repeat.
pub(super) fn part_name(question: &Question, problem: &Problem) -> Option<String> {
    let path = &problem.question;
    match &question.kind {
        QuestionType::Counts { items, .. } => {
            let item = items.codes.iter().find(|item| names::item(path, &item.key) == problem.field)?;
            Some(item.label.clone())
        }
        QuestionType::Grid { rows, columns, .. } => rows.codes.iter().find_map(|row| {
            let is_here = |key: &str| names::cell(path, &row.key, key) == problem.field;
            let column = columns.codes.iter().find(|column| is_here(&column.key))?;
            Some(cell_name(&row.label, &column.label))
        }),
        QuestionType::Repeat { questions, .. } => questions.iter().find_map(|inner| part_name(inner, problem)),
        _ => None,
    }
}

fn cell_name(row: &str, column: &str) -> String {
    format!("{row}、{column}")
}

fn input_mode(format: &NumberFormat) -> &'static str {
    if format.decimals == 0 { "numeric" } else { "decimal" }
}

/// The sum of what was typed and can be read; blank where nothing was.
fn sum<'a>(boxes: impl Iterator<Item = &'a TextBox>, format: &NumberFormat) -> String {
    let typed: Vec<f64> = boxes.filter_map(|input| typed_number(&input.value, format)).collect();
    if typed.is_empty() {
        return String::new();
    }
    figures::amount(typed.iter().sum(), u8::try_from(format.decimals).unwrap_or(u8::MAX))
}
