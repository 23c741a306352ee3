//! Progress scales of the town, one sheet an occasion.

use jiff::ToSpan;
use serde_json::{Value, json};

use super::content::{Answers, PersonContent, Town};
use super::plan::Calendar;

/// The family's items, in the order of the checklist.
const FAMILY: [&str; 10] = [
    "own_rest",
    "someone_to_talk",
    "everyday_words",
    "accepting",
    "own_pace",
    "noticing",
    "asking",
    "talking_in_family",
    "safety",
    "days_to_come",
];

/// Agency and answers of every sheet.
pub(super) fn all<'t>(
    town: &'t Town,
    calendar: &'t Calendar,
) -> impl Iterator<Item = (String, Answers, Vec<(&'static str, String)>)> + 't {
    town.progress.iter().flat_map(move |content| {
        content.people.iter().flat_map(move |person| {
            (0..person.occasions.len())
                .map(move |occasion| (content.agency.clone(), answers(person, occasion, calendar), Vec::new()))
        })
    })
}

fn answers(person: &PersonContent, occasion: usize, calendar: &Calendar) -> Answers {
    let mut answers = Answers::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            answers.insert(key.to_owned(), value);
        }
    };
    put("case_ref", Some(json!(person.case_ref)));
    put("occasion", person.occasions.get(occasion).map(|code| json!(code)));
    let day = person.months.get(occasion).map(|months| calendar.today.saturating_add(months.months()));
    put("noted_on", day.map(|day| json!(day.to_string())));
    put("source_of_view", Some(json!({ "selected": person.view })));
    put("autonomy", person.autonomy.get(occasion).map(|step| json!(step)));
    put("communication", person.communication.get(occasion).map(|step| json!(step)));
    put("autonomy_not_rated", person.not_rated.as_ref().map(|code| json!(code)));
    put("communication_not_rated", person.not_rated.as_ref().map(|code| json!(code)));
    put("family", person.family.get(occasion).map(|ticked| family(ticked)));
    answers
}

/// Every item was asked: those not ticked are いいえ.
fn family(ticked: &[usize]) -> Value {
    let item = |(place, key): (usize, &&str)| ((*key).to_owned(), json!(ticked.contains(&(place + 1))));
    Value::Object(FAMILY.iter().enumerate().map(item).collect())
}
