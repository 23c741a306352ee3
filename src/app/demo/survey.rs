//! The agency survey of the town: counts drawn around what is typical of each agency, so that they add up.

use serde_json::{Value, json};

use super::chance::Chance;
use super::content::{AgencyContent, Answers, SurveyContent};

/// Out of 100 persons: men, women, not known. Answered agency by agency, so that every agency differs.
const SEXES: [(&str, u32); 3] = [("male", 66), ("female", 29), ("sex_unknown", 5)];
/// Out of 100 first contacts of a family.
const FAMILY: [(&str, u32); 6] = [
    ("father", 16),
    ("mother", 60),
    ("older_sibling", 12),
    ("younger_sibling", 6),
    ("grandparent", 3),
    ("other_family", 3),
];

/// Questions that busy people pass over. All are optional, and no sum or condition reads them.
const OFTEN_BLANK: [&str; 6] = ["resources", "strengths", "wanted", "meetings", "topics", "remarks"];

/// The answers of one agency.
pub(super) fn answers(agency: &AgencyContent, chance: &mut Chance) -> Answers {
    let content = &agency.survey;
    let mut answers = Answers::new();
    staff(content, &mut answers);
    activity(content, chance, &mut answers);
    functions(content, &mut answers);
    let telephone = format!("相談の窓口　電話 {}", agency.contact.telephone);
    put_words(&mut answers, "referral_contact", Some(&telephone));
    partners(content, &mut answers);
    gaps(content, chance, &mut answers);
    wishes(content, &mut answers);
    for key in OFTEN_BLANK {
        if chance.percent(15) {
            answers.remove(key);
        }
    }
    answers
}

fn staff(content: &SurveyContent, answers: &mut Answers) {
    let (full, part) = (content.staff.full_time, content.staff.part_time);
    put(answers, "staff_count", json!({ "staff": full + part, "full_time": full, "part_time": part }));
    put(answers, "job_titles", json!(content.titles));
    put_words(answers, "job_titles_other", content.titles_other.as_deref());
}

fn activity(content: &SurveyContent, chance: &mut Chance, answers: &mut Answers) {
    put(answers, "methods", choices(&content.methods, content.methods_other.as_deref()));
    put(answers, "targets", choices(&content.targets, content.targets_other.as_deref()));
    let mut persons = 0;
    let mut grid = Answers::new();
    for (band, typical) in &content.served {
        // A band that an agency serves stays served, so that the town's gaps do not depend on the seed.
        let number = if *typical < 3 { *typical } else { typical.saturating_add_signed(chance.between(-1, 1)) };
        persons += number;
        put(&mut grid, band, spread(number, &SEXES, chance));
    }
    let each = i32::try_from(content.contacts_each).unwrap_or_default();
    let contacts: i32 = (0..persons).map(|_| (each + chance.between(-1, 2)).max(1)).sum();
    put(answers, "caseload", json!({ "persons": persons, "contacts": contacts }));
    put(answers, "caseload_by_age_sex", Value::Object(grid));
    first_contacts(content, persons, chance, answers);
}

fn first_contacts(content: &SurveyContent, persons: u32, chance: &mut Chance, answers: &mut Answers) {
    let weights: Vec<(&str, u32)> = content.first.iter().map(|(who, weight)| (who.as_str(), *weight)).collect();
    let first = spread(persons, &weights, chance);
    let count = |who: &str| first.get(who).and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok());
    let (family, agency) = (count("family").unwrap_or(0), count("agency").unwrap_or(0));
    put(answers, "first_contact", first);
    if family > 0 {
        put(answers, "first_contact_family", spread(family, &FAMILY, chance));
    }
    if agency > 0 {
        let unknown = ["unknown".to_owned()];
        let routes = if content.routes.is_empty() { &unknown[..] } else { &content.routes };
        put(answers, "first_contact_agency_kinds", choices(routes, None));
        if routes.iter().any(|route| route == "city") {
            put_words(answers, "first_contact_city_sections", content.city_sections.as_deref());
        }
    }
}

fn functions(content: &SurveyContent, answers: &mut Answers) {
    put(answers, "functions", choices(&content.functions, None));
    put(answers, "eligible_ages", choices(&content.eligible, None));
    put_list(answers, "resources", content.resources.iter().cloned().map(Value::Object));
}

fn partners(content: &SurveyContent, answers: &mut Answers) {
    let partner = |(key, purposes): (&String, &Vec<String>)| json!({ "partner": key, "purposes": purposes });
    put_list(answers, "partners", content.partners.iter().map(partner));
    put_list(answers, "referred_from", content.referred_from.iter().map(|key| json!(key)));
    put_list(answers, "referred_to", content.referred_to.iter().map(|key| json!(key)));
}

fn gaps(content: &SurveyContent, chance: &mut Chance, answers: &mut Answers) {
    put(answers, "unmet_any", json!(if content.unmet.is_empty() { "no" } else { "yes" }));
    put_list(answers, "unmet", content.unmet.iter().cloned().map(Value::Object));
    match &content.doubtful {
        Some(doubtful) => {
            put(answers, "doubtful_end", json!("yes"));
            let number = if chance.percent(20) { json!({ "unknown": true }) } else { json!(doubtful.cases) };
            put(answers, "doubtful_end_cases", number);
            put(answers, "doubtful_end_reasons", choices(&doubtful.reasons, None));
        }
        None => put(answers, "doubtful_end", json!("unknown")),
    }
    put(answers, "hard_to_reach", choices(&content.hard_to_reach, None));
    put(answers, "difficulties", choices(&content.difficulties, None));
}

fn wishes(content: &SurveyContent, answers: &mut Answers) {
    put_words(answers, "strengths", content.strengths.as_deref());
    if !content.wanted.is_empty() {
        put(answers, "wanted", choices(&content.wanted, None));
    }
    if !content.meetings.is_empty() {
        put(answers, "meetings", choices(&content.meetings, None));
    }
    put(answers, "topics", json!(content.topics));
    put_words(answers, "remarks", content.remarks.as_deref());
}

/// So many persons, each given to one of the codes by weight; codes that got none are zero.
fn spread(number: u32, weights: &[(&str, u32)], chance: &mut Chance) -> Value {
    let mut counts = vec![0_u32; weights.len()];
    let only: Vec<u32> = weights.iter().map(|(_, weight)| *weight).collect();
    for _ in 0..number {
        if let Some(count) = counts.get_mut(chance.weighted(&only)) {
            *count += 1;
        }
    }
    weights.iter().zip(counts).map(|((code, _), count)| ((*code).to_owned(), json!(count))).collect()
}

fn choices(codes: &[String], other: Option<&str>) -> Value {
    match other {
        Some(words) => json!({ "selected": codes, "other": words }),
        None => json!({ "selected": codes }),
    }
}

fn put(answers: &mut Answers, key: &str, value: Value) {
    answers.insert(key.to_owned(), value);
}

fn put_words(answers: &mut Answers, key: &str, words: Option<&str>) {
    if let Some(words) = words {
        put(answers, key, json!(words));
    }
}

fn put_list(answers: &mut Answers, key: &str, list: impl Iterator<Item = Value>) {
    let list: Vec<Value> = list.collect();
    if !list.is_empty() {
        put(answers, key, Value::Array(list));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::demo::content::Town;

    #[test]
    fn every_agencys_counts_add_up_whatever_the_seed() {
        let town = Town::shipped().unwrap();
        for seed in 0..20 {
            for agency in &town.agencies {
                let answers = answers(agency, &mut Chance::new(seed, &agency.key));
                let sum = |key: &str| -> u64 {
                    let counts = answers.get(key).and_then(Value::as_object);
                    counts.into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
                };
                let number = |pointer: &str| Value::Object(answers.clone()).pointer(pointer).and_then(Value::as_u64);
                let persons = number("/caseload/persons").unwrap();
                let rows = answers["caseload_by_age_sex"].as_object().unwrap();
                let cells = rows.values().flat_map(|row| row.as_object().unwrap().values());
                assert_eq!(cells.filter_map(Value::as_u64).sum::<u64>(), persons, "{}", agency.key);
                assert_eq!(sum("first_contact"), persons, "{}", agency.key);
                assert_eq!(sum("first_contact_family"), number("/first_contact/family").unwrap_or(0));
                assert!(number("/caseload/contacts").unwrap() >= persons);
            }
        }
    }
}
