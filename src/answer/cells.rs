//! The fields of an answer, cell by cell: what a person compares when two answers lie side by side.
//! Unlike a document they hold what cannot be read, too.

use crate::definition::{NumberFormat, Options, Question, QuestionType, Questionnaire};

use super::document::AgencyReference;
use super::names;
use super::raw::RawFields;
use super::read::typed_number;

/// A cell: what is filled in or chosen at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Index of the question (of the repeat, where it stands in one).
    pub question: usize,
    /// The question's label; inside a repeat with the row before it: 「連携先　2件目　回数」.
    pub label: String,
    /// Which of the question's items, rows and columns, or places it is.
    pub item: Option<String>,
    /// The fields that hold it, of which the first names it.
    pub fields: Vec<String>,
    /// Whether one box holds it, so that it can be typed anew on the spot.
    pub is_box: bool,
    /// What stands in it.
    pub value: Value,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Words, as people read them; a number with its unit, however it was typed.
    Words(String),
    /// An agency, whose name the register knows.
    Agency(AgencyReference),
}

impl Value {
    fn of(words: String) -> Self {
        if words.is_empty() { Self::Blank } else { Self::Words(words) }
    }
}

/// All cells of an answer, in the order of the questions.
pub fn cells(questionnaire: &Questionnaire, fields: &RawFields) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (index, question) in questionnaire.questions().enumerate() {
        Cutter { question: index, fields, cells: &mut cells }.cut(question, &question.key, &question.label);
    }
    cells
}

struct Cutter<'a> {
    question: usize,
    fields: &'a RawFields,
    cells: &'a mut Vec<Cell>,
}

impl Cutter<'_> {
    fn cut(&mut self, question: &Question, path: &str, label: &str) {
        match &question.kind {
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } => self.words(label, path),
            QuestionType::Number(format) => {
                self.number(label, None, path, format);
                self.unknown(label, path, format);
            }
            QuestionType::Counts { items, format } => {
                for item in &items.codes {
                    self.number(label, Some(item.label.clone()), &names::item(path, &item.key), format);
                }
                self.unknown(label, path, format);
            }
            QuestionType::Grid { rows, columns, format, .. } => {
                for row in &rows.codes {
                    for column in &columns.codes {
                        let item = format!("{}・{}", row.label, column.label);
                        self.number(label, Some(item), &names::cell(path, &row.key, &column.key), format);
                    }
                }
            }
            QuestionType::Choice { options } | QuestionType::Choices { options } => self.options(label, path, options),
            QuestionType::Ranking { options, top } => {
                for place in 1..=*top {
                    let field = names::place(path, place);
                    let value = Value::of(option_label(options, self.fields.first(&field)));
                    self.put(label, Some(format!("{place}位")), vec![field], false, value);
                }
            }
            QuestionType::Scale { steps } => {
                let typed = self.fields.first(path);
                let step = steps.iter().find(|step| step.value.to_string() == typed);
                let words = step.map_or_else(|| typed.to_owned(), |step| format!("{}　{}", step.value, step.label));
                self.put(label, None, vec![path.to_owned()], false, Value::of(words));
            }
            QuestionType::Checklist { items } => {
                for item in &items.codes {
                    let field = names::item(path, &item.key);
                    let words = match self.fields.first(&field) {
                        "yes" => "はい",
                        "no" => "いいえ",
                        other => other,
                    };
                    let value = Value::of(words.to_owned());
                    self.put(label, Some(item.label.clone()), vec![field], false, value);
                }
            }
            QuestionType::Date => self.date(label, path, &["year", "month", "day"]),
            QuestionType::Month => self.date(label, path, &["year", "month"]),
            QuestionType::Agency => self.agency(label, None, path),
            QuestionType::Agencies { top } => {
                let suffix = if top.is_some() { "位" } else { "つ目" };
                for place in 1..=names::agency_places(path, *top, self.fields) {
                    self.agency(label, Some(format!("{place}{suffix}")), &names::place(path, place));
                }
            }
            QuestionType::Repeat { questions, min, max } => {
                for instance in 0..names::instances(path, *min, *max, self.fields) {
                    for inner in questions {
                        let label = format!("{label}　{}件目　{}", instance + 1, inner.label);
                        self.cut(inner, &names::inside(path, instance, &inner.key), &label);
                    }
                }
            }
            QuestionType::Note | QuestionType::Calculated { .. } => {}
        }
    }

    fn put(&mut self, label: &str, item: Option<String>, fields: Vec<String>, is_box: bool, value: Value) {
        self.cells.push(Cell { question: self.question, label: label.to_owned(), item, fields, is_box, value });
    }

    fn words(&mut self, label: &str, field: &str) {
        let value = Value::of(self.fields.first(field).trim().to_owned());
        self.put(label, None, vec![field.to_owned()], true, value);
    }

    fn number(&mut self, label: &str, item: Option<String>, field: &str, format: &NumberFormat) {
        let typed = self.fields.first(field).trim();
        let unit = format.unit.as_deref().unwrap_or_default();
        let words = typed_number(typed, format).map_or_else(|| typed.to_owned(), |number| format!("{number}{unit}"));
        self.put(label, item, vec![field.to_owned()], true, Value::of(words));
    }

    fn unknown(&mut self, label: &str, path: &str, format: &NumberFormat) {
        if format.unknown {
            let field = names::unknown(path);
            let words = if self.fields.first(&field).is_empty() { "" } else { "不明" };
            self.put(label, Some("不明".to_owned()), vec![field], false, Value::of(words.to_owned()));
        }
    }

    fn options(&mut self, label: &str, path: &str, options: &Options) {
        let other = names::other(path);
        let words = self.fields.first(&other).trim();
        let chosen = self.fields.all(path).iter().filter(|code| !code.is_empty());
        let mut chosen: Vec<String> = chosen.map(|code| option_label(options, code)).collect();
        if !words.is_empty() {
            chosen.push(format!("（{words}）"));
        }
        self.put(label, None, vec![path.to_owned(), other], false, Value::of(chosen.join("、")));
    }

    fn date(&mut self, label: &str, path: &str, parts: &[&str]) {
        let fields: Vec<String> = parts.iter().map(|part| names::date_part(path, part)).collect();
        let units = ["年", "月", "日"];
        let typed = fields.iter().zip(units).map(|(field, unit)| (self.fields.first(field).trim(), unit));
        let words: String =
            typed.filter(|(typed, _)| !typed.is_empty()).map(|(typed, unit)| format!("{typed}{unit}")).collect();
        self.put(label, None, fields, false, Value::of(words));
    }

    fn agency(&mut self, label: &str, item: Option<String>, prefix: &str) {
        let field = |part| names::agency_part(prefix, part);
        let typed = |part| self.fields.first(&field(part)).trim().to_owned();
        let reference = match (typed("id"), typed("kind"), typed("name")) {
            (id, _, _) if !id.is_empty() => Value::Agency(AgencyReference::Id(id)),
            (_, kind, _) if !kind.is_empty() => Value::Agency(AgencyReference::Kind(kind)),
            (_, _, name) => Value::of(name),
        };
        self.put(label, item, ["id", "kind", "name"].map(field).to_vec(), false, reference);
    }
}

fn option_label(options: &Options, key: &str) -> String {
    let code = options.position(key).and_then(|position| options.codes.get(position));
    code.map_or_else(|| key.to_owned(), |code| code.label.clone())
}
