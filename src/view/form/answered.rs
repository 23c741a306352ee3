//! Answers as read again: on the review page, on the receipt, beside a conflicting answer.

use askama::Template;
use serde::Serialize;

use super::agencies::Agencies;
use super::html;
use super::places::Places;
use super::question::Form;
use crate::answer::{self, Answer, AnswerDocument, RawFields, Reading, Visibility};
use crate::definition::{NumberFormat, Options, Question, QuestionType, Questionnaire};
use crate::view::figures;

/// What stands where nothing was given.
pub(super) const BLANK: &str = "（空欄）";

/// An answer ready to be read.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "form/answer.html")]
pub enum AnswerView {
    /// Nothing was given.
    Blank,
    /// 不明 was ticked.
    Unknown,
    /// One or more lines.
    Words {
        /// The lines.
        lines: Vec<String>,
    },
    /// Label and value by item.
    Pairs {
        /// Items that were answered.
        pairs: Vec<(String, String)>,
    },
    /// A table.
    Table {
        /// Headings of columns.
        columns: Vec<String>,
        /// Heading and cells of each row.
        rows: Vec<(String, Vec<String>)>,
    },
    /// Instances of a repeat.
    Instances {
        /// Question and answer, by instance.
        instances: Vec<Vec<(String, AnswerView)>>,
    },
}

impl AnswerView {
    /// The same in plain lines.
    pub fn plain(&self) -> String {
        match self {
            Self::Blank => BLANK.to_owned(),
            Self::Unknown => "不明".to_owned(),
            Self::Words { lines } => lines.join("\n"),
            Self::Pairs { pairs } => {
                pairs.iter().map(|(label, value)| format!("{label}：{value}")).collect::<Vec<_>>().join("\n")
            }
            Self::Table { columns, rows } => {
                let line = |(label, cells): &(String, Vec<String>)| {
                    let given = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
                    let given: Vec<String> = given.map(|(column, cell)| format!("{column} {cell}")).collect();
                    (!given.is_empty()).then(|| format!("{label}：{}", given.join("、")))
                };
                rows.iter().filter_map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Instances { instances } => instances
                .iter()
                .map(|rows| {
                    rows.iter().map(|(label, view)| format!("{label}：{}", view.plain())).collect::<Vec<_>>().join("\n")
                })
                .collect::<Vec<_>>()
                .join("\n\n"),
        }
    }
}

/// A question and its answer.
#[derive(Debug, Serialize)]
pub struct AnsweredRow {
    /// The question's key.
    pub key: String,
    /// What was asked.
    pub label: String,
    /// What was answered; pages are given its HTML.
    #[serde(serialize_with = "html::of_one")]
    pub answer: AnswerView,
}

/// The asked questions of a section with their answers.
#[derive(Debug, Serialize)]
pub struct AnsweredSection {
    /// Key, as in the section's address.
    pub key: String,
    /// Heading.
    pub title: String,
    /// The questions in order, without notes and hidden ones.
    pub rows: Vec<AnsweredRow>,
}

/// All asked questions with their answers.
pub fn answered(
    questionnaire: &Questionnaire,
    document: &AnswerDocument,
    shown: &Visibility,
    agencies: &Agencies,
    places: &Places,
) -> Vec<AnsweredSection> {
    let words = Wording { agencies, places, shown };
    let starts = questionnaire.section_starts();
    questionnaire
        .sections
        .iter()
        .zip(starts)
        .map(|(section, start)| AnsweredSection {
            key: section.key.clone(),
            title: places.fill(&section.title),
            rows: section
                .questions
                .iter()
                .enumerate()
                .filter(|(index, question)| {
                    shown.is_shown(start + index) && !matches!(question.kind, QuestionType::Note)
                })
                .map(|(index, question)| AnsweredRow {
                    key: question.key.clone(),
                    label: places.fill(&question.label),
                    answer: words.answer(question, start + index, document.get(start + index)),
                })
                .collect(),
        })
        .collect()
}

/// The answer to one question of `raw` in plain lines; what cannot be read stands as it was typed.
pub(super) fn words_of(form: &Form<'_>, question: &Question, index: usize, raw: &RawFields) -> String {
    Typed::read(form, raw).view(question, index).plain()
}

/// Fields that were read once, to show the answers to several questions.
pub(super) struct Typed<'a> {
    form: &'a Form<'a>,
    raw: &'a RawFields,
    reading: Reading,
    shown: Visibility,
}

impl<'a> Typed<'a> {
    pub(super) fn read(form: &'a Form<'a>, raw: &'a RawFields) -> Self {
        let reading = answer::read(form.questionnaire, raw);
        let shown = answer::complete(form.questionnaire, reading.document.clone()).shown;
        Self { form, raw, reading, shown }
    }

    /// The answer at a question's index.
    pub(super) fn answer(&self, index: usize) -> Option<&Answer> {
        self.reading.document.get(index)
    }

    /// The answer to one question; what cannot be read stands as it was typed.
    pub(super) fn view(&self, question: &Question, index: usize) -> AnswerView {
        if self.reading.problems.iter().any(|problem| problem.is_within(&question.key)) {
            let belongs = answer::fields_belonging_to(question);
            let fields = self.raw.iter().filter(|(name, _)| belongs(name));
            let typed: Vec<&str> = fields.flat_map(|(_, values)| values).map(|value| value.as_str()).collect();
            return one(typed.join("、"));
        }
        let words = Wording { agencies: self.form.agencies, places: self.form.places, shown: &self.shown };
        words.answer(question, index, self.answer(index))
    }
}

struct Wording<'a> {
    agencies: &'a Agencies,
    places: &'a Places,
    shown: &'a Visibility,
}

impl Wording<'_> {
    fn answer(&self, question: &Question, index: usize, answer: Option<&Answer>) -> AnswerView {
        let Some(answer) = answer else { return AnswerView::Blank };
        match (&question.kind, answer) {
            (_, Answer::Unknown) => AnswerView::Unknown,
            (QuestionType::Date | QuestionType::Month, Answer::Text(text)) => one(day_or_month(text)),
            (_, Answer::Text(text)) => AnswerView::Words { lines: text.lines().map(str::to_owned).collect() },
            (QuestionType::Number(format) | QuestionType::Calculated { format, .. }, Answer::Number(value)) => {
                one(number(*value, format))
            }
            (QuestionType::Scale { steps }, Answer::Number(value)) => {
                let step = steps.iter().find(|step| figures::same_number(step.value, *value));
                one(step.map_or_else(|| value.to_string(), |step| format!("{}　{}", step.value, step.label)))
            }
            (QuestionType::Counts { items, format }, Answer::Counts(values)) => counts(items, format, values),
            (QuestionType::Grid { rows, columns, format, .. }, Answer::Grid(cells)) => {
                grid(rows, columns, format, cells)
            }
            (QuestionType::Choice { options }, Answer::Choice { option, other }) => {
                one(label(options, *option, other.as_deref()))
            }
            (QuestionType::Choices { options }, Answer::Choices { selected, other }) => AnswerView::Words {
                lines: selected.iter().map(|option| label(options, *option, other.as_deref())).collect(),
            },
            (QuestionType::Ranking { options, .. }, Answer::Ranking(places)) => {
                ranked(places.iter().map(|option| label(options, *option, None)))
            }
            (QuestionType::Checklist { items }, Answer::Checklist(ticks)) => AnswerView::Pairs {
                pairs: items
                    .codes
                    .iter()
                    .zip(ticks)
                    .filter_map(|(item, tick)| {
                        Some((item.label.clone(), if (*tick)? { "はい" } else { "いいえ" }.to_owned()))
                    })
                    .collect(),
            },
            (_, Answer::Agency(agency)) => one(self.agencies.words(agency)),
            (QuestionType::Agencies { top: Some(_) }, Answer::Agencies(agencies)) => {
                ranked(agencies.iter().map(|agency| self.agencies.words(agency)))
            }
            (_, Answer::Agencies(agencies)) => {
                AnswerView::Words { lines: agencies.iter().map(|agency| self.agencies.words(agency)).collect() }
            }
            (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => AnswerView::Instances {
                instances: instances
                    .iter()
                    .enumerate()
                    .map(|(instance, document)| self.instance(questions, index, instance, document))
                    .collect(),
            },
            _ => AnswerView::Blank,
        }
    }

    fn instance(
        &self,
        questions: &[Question],
        repeat: usize,
        instance: usize,
        document: &AnswerDocument,
    ) -> Vec<(String, AnswerView)> {
        questions
            .iter()
            .enumerate()
            .filter(|(inner, question)| {
                self.shown.is_shown_in(repeat, instance, *inner) && !matches!(question.kind, QuestionType::Note)
            })
            .map(|(inner, question)| {
                (self.places.fill(&question.label), self.answer(question, inner, document.get(inner)))
            })
            .collect()
    }
}

fn one(line: String) -> AnswerView {
    AnswerView::Words { lines: vec![line] }
}

fn ranked(lines: impl Iterator<Item = String>) -> AnswerView {
    AnswerView::Words { lines: lines.enumerate().map(|(index, line)| format!("{}位　{line}", index + 1)).collect() }
}

fn label(options: &Options, option: usize, other: Option<&str>) -> String {
    let label = options.codes.get(option).map_or("", |code| code.label.as_str());
    match other.filter(|_| options.other() == Some(option)) {
        Some(words) => format!("{label}（{words}）"),
        None => label.to_owned(),
    }
}

fn plain_number(value: f64, format: &NumberFormat) -> String {
    figures::amount(value, u8::try_from(format.decimals).unwrap_or(u8::MAX))
}

fn number(value: f64, format: &NumberFormat) -> String {
    format!("{}{}", plain_number(value, format), format.unit.as_deref().unwrap_or_default())
}

fn counts(items: &Options, format: &NumberFormat, values: &[Option<f64>]) -> AnswerView {
    AnswerView::Pairs {
        pairs: items
            .codes
            .iter()
            .zip(values)
            .map(|(item, value)| {
                (item.label.clone(), value.map_or_else(|| BLANK.to_owned(), |value| number(value, format)))
            })
            .collect(),
    }
}

fn grid(rows: &Options, columns: &Options, format: &NumberFormat, cells: &[Option<f64>]) -> AnswerView {
    let unit = format.unit.as_deref().map(|unit| format!("（{unit}）")).unwrap_or_default();
    AnswerView::Table {
        columns: columns.codes.iter().map(|column| format!("{}{unit}", column.label)).collect(),
        rows: rows
            .codes
            .iter()
            .zip(cells.chunks(columns.len().max(1)))
            .map(|(row, cells)| {
                let cells = cells.iter().map(|cell| cell.map(|value| plain_number(value, format)).unwrap_or_default());
                (row.label.clone(), cells.collect())
            })
            .collect(),
    }
}

/// `2026-11-20` → 「2026年11月20日」, `2026-11` → 「2026年11月」.
fn day_or_month(text: &str) -> String {
    let mut words = String::new();
    for (part, unit) in text.split('-').zip(["年", "月", "日"]) {
        words.push_str(part.trim_start_matches('0'));
        words.push_str(unit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_table_only_what_was_given_is_told() {
        let row = |label: &str, cells: [&str; 2]| (label.to_owned(), cells.map(str::to_owned).to_vec());
        let columns = ["男（件）", "女（件）"].map(str::to_owned).to_vec();
        let rows = vec![row("若", ["3", "0"]), row("壮", ["", ""]), row("老", ["", "1"])];
        assert_eq!(AnswerView::Table { columns, rows }.plain(), "若：男（件） 3、女（件） 0\n老：女（件） 1");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day_or_month("2026-11-05"), "2026年11月5日");
        assert_eq!(day_or_month("2026-03"), "2026年3月");
    }
}
