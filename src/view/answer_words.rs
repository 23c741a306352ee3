//! An answer in words, as it stands in a cell or on a line.

use std::collections::HashMap;

use super::figures;
use crate::answer::{AgencyReference, Answer, AnswerDocument};
use crate::definition::question::Options;
use crate::definition::{NumberFormat, Question, QuestionType};

/// The names by which agencies in answers are shown.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Agency id → name.
    pub agencies: HashMap<String, String>,
    /// Code of a kind → label.
    pub kinds: HashMap<String, String>,
}

/// The answer in words; empty where the question was left blank. Several parts are separated by
/// 「、」, instances of a repeat stand on lines of their own.
pub fn answer_words(question: &Question, answer: Option<&Answer>, names: &Names) -> String {
    let Some(answer) = answer else { return String::new() };
    match (&question.kind, answer) {
        (_, Answer::Text(text)) => text.clone(),
        (_, Answer::Unknown) => "不明".to_owned(),
        (QuestionType::Scale { steps }, Answer::Number(value)) => steps
            .iter()
            .find(|step| figures::same_number(step.value, *value))
            .map_or_else(|| number(*value, None), |step| format!("{}　{}", step.value, step.label)),
        (QuestionType::Number(format) | QuestionType::Calculated { format, .. }, Answer::Number(value)) => {
            number(*value, Some(format))
        }
        (_, Answer::Number(value)) => number(*value, None),
        (QuestionType::Counts { items, format }, Answer::Counts(values)) => {
            joined(items.codes.iter().zip(values).filter_map(|(item, value)| {
                value.map(|value| format!("{}　{}", item.label, number(value, Some(format))))
            }))
        }
        (QuestionType::Grid { rows, columns, format, .. }, Answer::Grid(values)) => {
            let labels = rows.codes.iter().flat_map(|row| columns.codes.iter().map(move |column| (row, column)));
            joined(labels.zip(values).filter_map(|((row, column), value)| {
                value.map(|value| format!("{}・{}　{}", row.label, column.label, number(value, Some(format))))
            }))
        }
        (QuestionType::Choice { options }, Answer::Choice { option: chosen, other }) => {
            option(options, *chosen, other.as_deref())
        }
        (QuestionType::Choices { options }, Answer::Choices { selected, other }) => {
            joined(selected.iter().map(|chosen| option(options, *chosen, other.as_deref())))
        }
        (QuestionType::Ranking { options, .. }, Answer::Ranking(order)) => {
            joined((1..).zip(order).map(|(place, chosen)| format!("{place}位　{}", option(options, *chosen, None))))
        }
        (QuestionType::Checklist { items }, Answer::Checklist(values)) => {
            joined(items.codes.iter().zip(values).filter_map(|(item, value)| {
                value.map(|yes| format!("{}　{}", item.label, if yes { "はい" } else { "いいえ" }))
            }))
        }
        (_, Answer::Agency(agency)) => agency_words(agency, names),
        (_, Answer::Agencies(agencies)) => joined(agencies.iter().map(|agency| agency_words(agency, names))),
        (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => {
            (1..).zip(instances).map(|(at, one)| instance(at, questions, one, names)).collect::<Vec<_>>().join("\n")
        }
        // A document is read by its own definition: other pairs do not come about.
        _ => String::new(),
    }
}

fn instance(at: usize, questions: &[Question], document: &AnswerDocument, names: &Names) -> String {
    let parts = questions.iter().enumerate().filter_map(|(index, question)| {
        let words = answer_words(question, document.get(index), names);
        (!words.is_empty()).then(|| format!("{}：{words}", question.label))
    });
    format!("（{at}）{}", parts.collect::<Vec<_>>().join("／"))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("、")
}

fn number(value: f64, format: Option<&NumberFormat>) -> String {
    let decimals = figures::decimals_of([value]);
    let unit = format.and_then(|format| format.unit.as_deref()).unwrap_or_default();
    let most = format.map_or(1, |format| u8::try_from(format.decimals).unwrap_or(u8::MAX).max(decimals));
    format!("{}{unit}", figures::amount(value, if decimals == 0 { 0 } else { most }))
}

fn option(options: &Options, chosen: usize, other: Option<&str>) -> String {
    let Some(code) = options.codes.get(chosen) else { return String::new() };
    match other.filter(|words| options.other() == Some(chosen) && !words.is_empty()) {
        Some(words) => format!("{}（{words}）", code.label),
        None => code.label.clone(),
    }
}

fn agency_words(agency: &AgencyReference, names: &Names) -> String {
    match agency {
        AgencyReference::Id(id) => names.agencies.get(id).cloned().unwrap_or_else(|| "登録のない機関".to_owned()),
        AgencyReference::Kind(code) => names.kinds.get(code).cloned().unwrap_or_else(|| code.clone()),
        AgencyReference::Name(words) => words.clone(),
    }
}
