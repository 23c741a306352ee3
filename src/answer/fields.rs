//! From answers back to fields, as a person would have typed them.

use crate::definition::{Question, QuestionType, Questionnaire};

use super::document::{AgencyReference, Answer, AnswerDocument};
use super::names;
use super::raw::RawFields;

/// The fields of a document; reading them gives the document again. Calculated values have no field.
pub fn fields_of(questionnaire: &Questionnaire, document: &AnswerDocument) -> RawFields {
    let mut fields = RawFields::default();
    for (index, question) in questionnaire.questions().enumerate() {
        if let Some(answer) = document.get(index) {
            write_answer(&mut fields, question, &question.key, answer);
        }
    }
    fields
}

/// Writes one question's answer; `path` is the question's dotted path.
pub(super) fn write_answer(fields: &mut RawFields, question: &Question, path: &str, answer: &Answer) {
    match (&question.kind, answer) {
        (QuestionType::Calculated { .. } | QuestionType::Note, _) => {}
        (QuestionType::Date | QuestionType::Month, Answer::Text(date)) => {
            for (name, part) in ["year", "month", "day"].into_iter().zip(date.split('-')) {
                fields.set(names::date_part(path, name), part.trim_start_matches('0'));
            }
        }
        (_, Answer::Text(text)) => fields.set(path, text),
        (_, Answer::Number(number)) => fields.set(path, number.to_string()),
        (_, Answer::Unknown) => fields.set(names::unknown(path), "1"),
        (QuestionType::Counts { items, .. }, Answer::Counts(cells)) => {
            for (item, cell) in items.codes.iter().zip(cells) {
                set_number(fields, names::item(path, &item.key), *cell);
            }
        }
        (QuestionType::Grid { rows, columns, .. }, Answer::Grid(cells)) => {
            let all = rows.codes.iter().flat_map(|row| columns.codes.iter().map(move |column| (row, column)));
            for ((row, column), cell) in all.zip(cells) {
                set_number(fields, names::cell(path, &row.key, &column.key), *cell);
            }
        }
        (QuestionType::Choice { options }, Answer::Choice { option, other }) => {
            fields.set(path, options.codes.get(*option).map_or("", |code| &code.key));
            fields.set(names::other(path), other.as_deref().unwrap_or_default());
        }
        (QuestionType::Choices { options }, Answer::Choices { selected, other }) => {
            for code in selected.iter().filter_map(|option| options.codes.get(*option)) {
                fields.push(path, &code.key);
            }
            fields.set(names::other(path), other.as_deref().unwrap_or_default());
        }
        (QuestionType::Ranking { options, .. }, Answer::Ranking(ranked)) => {
            for (place, code) in ranked.iter().filter_map(|option| options.codes.get(*option)).enumerate() {
                fields.set(names::place(path, place + 1), &code.key);
            }
        }
        (QuestionType::Checklist { items }, Answer::Checklist(ticks)) => {
            for (item, tick) in items.codes.iter().zip(ticks) {
                let word = tick.map_or("", |tick| if tick { "yes" } else { "no" });
                fields.set(names::item(path, &item.key), word);
            }
        }
        (_, Answer::Agency(agency)) => write_agency(fields, path, agency),
        (_, Answer::Agencies(agencies)) => {
            for (place, agency) in agencies.iter().enumerate() {
                write_agency(fields, &names::place(path, place + 1), agency);
            }
        }
        (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => {
            fields.set(names::count(path), instances.len().to_string());
            for (number, instance) in instances.iter().enumerate() {
                for (question, answer) in questions.iter().zip(&instance.answers) {
                    if let Some(answer) = answer {
                        write_answer(fields, question, &names::inside(path, number, &question.key), answer);
                    }
                }
            }
        }
        // An answer of another type than its question does not come out of reading.
        _ => {}
    }
}

fn set_number(fields: &mut RawFields, name: String, number: Option<f64>) {
    if let Some(number) = number {
        fields.set(name, number.to_string());
    }
}

fn write_agency(fields: &mut RawFields, prefix: &str, agency: &AgencyReference) {
    let (part, value) = match agency {
        AgencyReference::Id(id) => ("id", id),
        AgencyReference::Kind(kind) => ("kind", kind),
        AgencyReference::Name(name) => ("name", name),
    };
    fields.set(names::agency_part(prefix, part), value);
}
