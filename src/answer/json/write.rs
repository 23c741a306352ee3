//! From typed answers to JSON.

use serde_json::{Map, Value, json};

use super::line::ResponseLine;
use crate::answer::{AgencyReference, Answer, AnswerDocument};
use crate::definition::question::Options;
use crate::definition::{Question, QuestionType, Questionnaire};

/// A document as `{"question": answer, …}` in the definition's order; blank answers are left out.
pub fn to_json(questionnaire: &Questionnaire, document: &AnswerDocument) -> Value {
    document_to_json(questionnaire.questions(), document)
}

/// One line of a file of answers, without the line break.
pub fn line_to_json(questionnaire: &Questionnaire, line: &ResponseLine) -> Value {
    let mut object = Map::new();
    if let Some(id) = &line.id {
        object.insert("id".to_owned(), json!(id));
    }
    object.insert("definition".to_owned(), json!(questionnaire.key));
    if let Some(agency) = &line.agency {
        let fields = [("name", &agency.name), ("kind", &agency.kind)];
        let given = fields.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text.as_ref()?))));
        object.insert("agency".to_owned(), Value::Object(given.collect()));
    }
    object.insert("answers".to_owned(), to_json(questionnaire, &line.answers));
    if !line.codings.is_empty() {
        let codings = line.codings.iter().map(|coding| json!({"codebook": coding.codebook, "code": coding.code}));
        object.insert("codings".to_owned(), codings.collect());
    }
    Value::Object(object)
}

fn document_to_json<'q>(questions: impl Iterator<Item = &'q Question>, document: &AnswerDocument) -> Value {
    let answers = questions.zip(&document.answers).filter_map(|(question, answer)| {
        Some((question.key.clone(), answer_to_json(&question.kind, answer.as_ref()?)))
    });
    Value::Object(answers.collect())
}

fn answer_to_json(kind: &QuestionType, answer: &Answer) -> Value {
    match (kind, answer) {
        (_, Answer::Text(text)) => json!(text),
        (_, Answer::Number(value)) => number(*value),
        (_, Answer::Unknown) => json!({"unknown": true}),
        (QuestionType::Counts { items, .. }, Answer::Counts(values)) => cells(items, values),
        (QuestionType::Grid { rows, columns, .. }, Answer::Grid(values)) => {
            let rows = rows.codes.iter().zip(values.chunks(columns.len().max(1)));
            let typed = rows.filter(|(_, values)| values.iter().any(Option::is_some));
            Value::Object(typed.map(|(row, values)| (row.key.clone(), cells(columns, values))).collect())
        }
        (QuestionType::Choice { options }, Answer::Choice { option, other }) => match other {
            Some(words) => json!({"choice": key(options, *option), "other": words}),
            None => json!(key(options, *option)),
        },
        (QuestionType::Choices { options }, Answer::Choices { selected, other }) => match other {
            Some(words) => json!({"selected": keys(options, selected), "other": words}),
            None => json!({"selected": keys(options, selected)}),
        },
        (QuestionType::Ranking { options, .. }, Answer::Ranking(ranked)) => keys(options, ranked),
        (QuestionType::Checklist { items }, Answer::Checklist(values)) => {
            let given = items.codes.iter().zip(values);
            Value::Object(given.filter_map(|(item, value)| Some((item.key.clone(), json!((*value)?)))).collect())
        }
        (_, Answer::Agency(reference)) => agency(reference),
        (_, Answer::Agencies(references)) => references.iter().map(agency).collect(),
        (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => {
            instances.iter().map(|instance| document_to_json(questions.iter(), instance)).collect()
        }
        // An answer of another shape than its question's cannot be made by reading.
        _ => Value::Null,
    }
}

fn cells(names: &Options, values: &[Option<f64>]) -> Value {
    let typed = names.codes.iter().zip(values);
    Value::Object(typed.filter_map(|(name, value)| Some((name.key.clone(), number((*value)?)))).collect())
}

/// Whole numbers are written without a point.
#[expect(clippy::cast_possible_truncation, reason = "guarded: whole and within 2^53")]
fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT { json!(value as i64) } else { json!(value) }
}

fn key(options: &Options, option: usize) -> &str {
    options.codes.get(option).map_or("", |code| code.key.as_str())
}

fn keys(options: &Options, chosen: &[usize]) -> Value {
    chosen.iter().map(|option| key(options, *option)).collect()
}

fn agency(reference: &AgencyReference) -> Value {
    match reference {
        AgencyReference::Id(id) => json!({"id": id}),
        AgencyReference::Kind(kind) => json!({"kind": kind}),
        AgencyReference::Name(name) => json!({"name": name}),
    }
}
