//! What belongs to one type of question, without its expressions.

use std::collections::HashSet;

use super::names::{RESERVED_GRID, RESERVED_ITEMS, required, required_text};
use super::options::{CodeLists, Place, options};
use crate::definition::expression::Shape;
use crate::definition::file::{QuestionFile, TotalFile, TypeFile};
use crate::definition::question::{NumberFormat, Options, QuestionType, Step, Totals};
use crate::definition::source::{At, Notes};

/// A question's type while its expressions are still text.
#[derive(Debug)]
pub(super) enum Body {
    Ready(QuestionType),
    Calculated(NumberFormat),
    /// Its questions are read by the caller.
    Repeat {
        min: usize,
        max: usize,
    },
    /// Too wrong to say what its answer would be.
    Broken,
}

const LONGEST_LINE: u32 = 200;
const LONGEST_PARAGRAPH: u32 = 4000;
const GREATEST: f64 = 9_999_999.0;
const MOST_DECIMALS: u32 = 6;
const MOST_INSTANCES: u32 = 100;

/// Reads what belongs to the question's type and notes what does not belong to it.
pub(super) fn body(file: &At<QuestionFile>, lists: &CodeLists, notes: &Notes) -> Body {
    let Some(kind) = required(file.kind.as_ref(), "type", file.at, notes) else { return Body::Broken };
    note_foreign_keys(file, kind.value, notes);
    let codes = |name: &'static str, other: bool, reserved: &'static [&'static str]| {
        let from = match name {
            "items" => &file.items,
            "rows" => &file.rows,
            "columns" => &file.columns,
            _ => &file.options,
        };
        let adds_other = if name == "options" { file.other.as_ref() } else { None };
        options(from.as_ref(), adds_other, Place { name, other, reserved }, file.at, lists, notes)
    };
    let longest = |default: u32| file.max_length.as_ref().map_or(default, |length| length.value) as usize;
    let ready = match kind.value {
        TypeFile::Text => Some(QuestionType::Text { max_length: longest(LONGEST_LINE) }),
        TypeFile::Paragraph => Some(QuestionType::Paragraph { max_length: longest(LONGEST_PARAGRAPH) }),
        TypeFile::Number => Some(QuestionType::Number(number_format(file, notes))),
        TypeFile::Counts => codes("items", false, &RESERVED_ITEMS)
            .map(|items| QuestionType::Counts { items, format: number_format(file, notes) }),
        TypeFile::Grid => {
            let (rows, columns) = (codes("rows", false, &RESERVED_GRID), codes("columns", false, &RESERVED_GRID));
            rows.zip(columns).map(|(rows, columns)| QuestionType::Grid {
                rows,
                columns,
                totals: totals(file),
                format: number_format(file, notes),
            })
        }
        TypeFile::Choice => codes("options", true, &[]).map(|options| QuestionType::Choice { options }),
        TypeFile::Choices => codes("options", true, &[]).map(|options| QuestionType::Choices { options }),
        TypeFile::Ranking => codes("options", false, &[]).map(|options| {
            let top = places(file, &options, notes);
            QuestionType::Ranking { options, top }
        }),
        TypeFile::Scale => steps(file, notes).map(|steps| QuestionType::Scale { steps }),
        TypeFile::Checklist => codes("items", false, &RESERVED_ITEMS).map(|items| QuestionType::Checklist { items }),
        TypeFile::Date => Some(QuestionType::Date),
        TypeFile::Month => Some(QuestionType::Month),
        TypeFile::Agency => Some(QuestionType::Agency),
        TypeFile::Agencies => Some(QuestionType::Agencies { top: file.top.as_ref().map(|top| positive(top, notes)) }),
        TypeFile::Note => Some(QuestionType::Note),
        TypeFile::Calculated => return Body::Calculated(number_format(file, notes)),
        TypeFile::Repeat => return repeat(file, notes),
        TypeFile::Broken => None,
    };
    ready.map_or(Body::Broken, Body::Ready)
}

impl Body {
    /// What the answer is in an expression.
    pub(super) fn shape(&self) -> Shape {
        let keys = |options: &Options| options.codes.iter().map(|code| code.key.clone()).collect();
        match self {
            Self::Broken => Shape::Broken,
            Self::Calculated(_) => Shape::Number,
            Self::Repeat { .. } => Shape::Countable,
            Self::Ready(kind) => match kind {
                QuestionType::Number(_) | QuestionType::Scale { .. } | QuestionType::Calculated { .. } => Shape::Number,
                QuestionType::Text { .. }
                | QuestionType::Paragraph { .. }
                | QuestionType::Date
                | QuestionType::Month => Shape::Text,
                QuestionType::Choice { options } => Shape::Code(keys(options)),
                QuestionType::Choices { options } | QuestionType::Ranking { options, .. } => {
                    Shape::Codes(keys(options))
                }
                QuestionType::Counts { items, .. } => Shape::Counts(keys(items)),
                QuestionType::Checklist { items } => Shape::Checklist(keys(items)),
                QuestionType::Grid { rows, columns, .. } => Shape::Grid { rows: keys(rows), columns: keys(columns) },
                QuestionType::Agencies { .. } | QuestionType::Repeat { .. } => Shape::Countable,
                QuestionType::Agency | QuestionType::Note => Shape::Unusable,
            },
        }
    }
}

fn number_format(file: &QuestionFile, notes: &Notes) -> NumberFormat {
    let min = file.min.as_ref().map_or(0.0, |min| min.value);
    let max = file.max.as_ref().map_or(GREATEST, |max| max.value);
    if let Some(at) = file.max.as_ref().or(file.min.as_ref()).filter(|_| min > max) {
        notes.add(at.at, "min が max より大きくなっています。", "min is greater than max");
    }
    if let Some(decimals) = file.decimals.as_ref().filter(|decimals| decimals.value > MOST_DECIMALS) {
        notes.add(
            decimals.at,
            format!("decimals は{MOST_DECIMALS}までです。"),
            format!("decimals is at most {MOST_DECIMALS}"),
        );
    }
    NumberFormat {
        unit: file.unit.as_ref().map(|unit| unit.value.clone()),
        min,
        max,
        decimals: file.decimals.as_ref().map_or(0, |decimals| decimals.value),
        unknown: file.unknown.as_ref().is_some_and(|unknown| unknown.value),
    }
}

fn totals(file: &QuestionFile) -> Totals {
    let has = |wanted: fn(&TotalFile) -> bool| file.totals.as_ref().is_some_and(|totals| totals.iter().any(wanted));
    Totals {
        rows: has(|total| matches!(total, TotalFile::Rows)),
        columns: has(|total| matches!(total, TotalFile::Columns)),
        grand: has(|total| matches!(total, TotalFile::Grand)),
    }
}

fn places(file: &QuestionFile, options: &Options, notes: &Notes) -> usize {
    let Some(top) = &file.top else { return options.len() };
    if top.value as usize > options.len() {
        notes.add(top.at, "top が選択肢の数より大きくなっています。", "top is greater than the number of options");
    }
    positive(top, notes)
}

fn positive(number: &At<u32>, notes: &Notes) -> usize {
    if number.value == 0 {
        notes.add(number.at, "1以上の整数を書いてください。", "must be at least 1");
    }
    number.value.max(1) as usize
}

fn steps(file: &At<QuestionFile>, notes: &Notes) -> Option<Vec<Step>> {
    let steps = required(file.steps.as_ref(), "steps", file.at, notes)?;
    if steps.is_empty() {
        notes.add(steps.at, "「steps」が空です。", "'steps' is empty");
        return None;
    }
    let mut used = HashSet::new();
    let read = steps.iter().map(|step| {
        let value = required(step.value.value.as_ref(), "value", step.at, notes);
        if let Some(value) = value.filter(|value| !used.insert(value.value)) {
            notes.add(
                value.at,
                format!("段階「{}」が二度書かれています。", value.value),
                format!("duplicate step {}", value.value),
            );
        }
        Step {
            value: value.map_or(0, |value| value.value),
            label: required_text(step.label.as_ref(), "label", step.at, notes),
        }
    });
    Some(read.collect())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded to 0..=MOST_INSTANCES first")]
fn repeat(file: &At<QuestionFile>, notes: &Notes) -> Body {
    let bound = |value: Option<&At<f64>>, default: u32| {
        let Some(value) = value else { return default as usize };
        if value.fract() != 0.0 || !(0.0..=f64::from(MOST_INSTANCES)).contains(&value.value) {
            notes.add(
                value.at,
                format!("0から{MOST_INSTANCES}までの整数を書いてください。"),
                format!("must be a whole number from 0 to {MOST_INSTANCES}"),
            );
        }
        value.clamp(0.0, f64::from(MOST_INSTANCES)) as usize
    };
    let (min, max) = (bound(file.min.as_ref(), 0), bound(file.max.as_ref(), 20));
    if let Some(at) = file.max.as_ref().or(file.min.as_ref()).filter(|_| min > max || max == 0) {
        notes.add(at.at, "min と max の組合せが正しくありません。", "min is greater than max, or max is 0");
    }
    Body::Repeat { min, max }
}

/// Keys that some types have and this one does not.
fn note_foreign_keys(file: &QuestionFile, kind: TypeFile, notes: &Notes) {
    use TypeFile as T;
    let belongs: &[&str] = match kind {
        T::Broken => return,
        T::Text | T::Paragraph => &["max_length"],
        T::Number => &["unit", "min", "max", "decimals", "unknown", "zero_if_none"],
        T::Counts => &["items", "unit", "min", "max", "decimals", "unknown", "zero_if_none"],
        T::Grid => &["rows", "columns", "totals", "unit", "min", "max", "decimals", "zero_if_none"],
        T::Choice | T::Choices => &["options", "other"],
        T::Ranking => &["options", "top", "other"],
        T::Scale => &["steps"],
        T::Checklist => &["items"],
        T::Agencies => &["top"],
        T::Repeat => &["questions", "min", "max"],
        T::Calculated => &["value", "unit", "decimals"],
        T::Date | T::Month | T::Agency | T::Note => &[],
    };
    let given = [
        ("max_length", file.max_length.as_ref().map(|at| at.key_at)),
        ("unit", file.unit.as_ref().map(|at| at.key_at)),
        ("min", file.min.as_ref().map(|at| at.key_at)),
        ("max", file.max.as_ref().map(|at| at.key_at)),
        ("decimals", file.decimals.as_ref().map(|at| at.key_at)),
        ("unknown", file.unknown.as_ref().map(|at| at.key_at)),
        ("zero_if_none", file.zero_if_none.as_ref().map(|at| at.key_at)),
        ("items", file.items.as_ref().map(|at| at.key_at)),
        ("rows", file.rows.as_ref().map(|at| at.key_at)),
        ("columns", file.columns.as_ref().map(|at| at.key_at)),
        ("totals", file.totals.as_ref().map(|at| at.key_at)),
        ("options", file.options.as_ref().map(|at| at.key_at)),
        ("other", file.other.as_ref().map(|at| at.key_at)),
        ("top", file.top.as_ref().map(|at| at.key_at)),
        ("steps", file.steps.as_ref().map(|at| at.key_at)),
        ("questions", file.questions.as_ref().map(|at| at.key_at)),
        ("value", file.value.as_ref().map(|at| at.key_at)),
    ];
    for (name, at) in given {
        if let Some(at) = at.filter(|_| !belongs.contains(&name)) {
            notes.add(
                at,
                format!("「{name}」は、この種類の設問では使えません。"),
                format!("key '{name}' does not belong to this type of question"),
            );
        }
    }
}
