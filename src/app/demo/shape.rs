//! From the content's shorthand to answer documents: names of agencies become ids, lists of codes become
//! choices, and months counted from today become months.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::content::Answers;
use crate::definition::{Question, QuestionType};
use crate::store::AgencyId;

/// What shorthand is resolved by.
pub(super) struct Shaper<'a> {
    /// Agencies by the content's keys.
    pub(super) agencies: &'a BTreeMap<String, AgencyId>,
    /// The day on which the demo is made.
    pub(super) today: Date,
}

impl Shaper<'_> {
    /// The answers in the shapes of an answer document. What is unknown is left as it stands, for the reader of
    /// answer documents to refuse.
    pub(super) fn shape(&self, questions: &[&Question], answers: &Answers) -> Answers {
        let shape_of = |(key, value): (&String, &Value)| {
            let question = questions.iter().find(|question| question.key == *key);
            let shaped = question.map_or_else(|| value.clone(), |question| self.value(&question.kind, value));
            (key.clone(), shaped)
        };
        answers.iter().map(shape_of).collect()
    }

    fn value(&self, kind: &QuestionType, value: &Value) -> Value {
        match (kind, value) {
            (QuestionType::Choices { .. }, Value::Array(codes)) => json!({ "selected": codes }),
            (QuestionType::Agency, _) => self.agency(value),
            (QuestionType::Agencies { .. }, Value::Array(named)) => {
                named.iter().map(|named| self.agency(named)).collect()
            }
            (QuestionType::Month, Value::String(months)) => self.month(months).unwrap_or_else(|| value.clone()),
            (QuestionType::Repeat { questions, .. }, Value::Array(instances)) => {
                let questions: Vec<&Question> = questions.iter().collect();
                let instance = |instance: &Value| match instance {
                    Value::Object(answers) => Value::Object(self.shape(&questions, answers)),
                    other => other.clone(),
                };
                instances.iter().map(instance).collect()
            }
            _ => value.clone(),
        }
    }

    /// `{"agency": KEY}` and `KEY` name an agency of the town.
    fn agency(&self, value: &Value) -> Value {
        let key = value.get("agency").unwrap_or(value).as_str();
        let id = key.and_then(|key| self.agencies.get(key));
        id.map_or_else(|| value.clone(), |id| json!({ "id": id.to_string() }))
    }

    /// `+2` is the month after next.
    fn month(&self, months: &str) -> Option<Value> {
        let months: i32 = months.parse().ok()?;
        let month = self.today.first_of_month().checked_add(months.months()).ok()?;
        Some(json!(month.strftime("%Y-%m").to_string()))
    }
}
