//! Case sheets from the published cases. Category, decade, first consulter and points are published;
//! 好事例・困難事例, sex, the exact band, the agency and the sentences are drawn.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::chance::Chance;
use super::content::{Answers, CaseTexts, PublishedCase, Side, Town};

/// A case sheet to be handed in.
pub(super) struct Case {
    /// The published number.
    pub(super) number: u32,
    /// The agency that writes it.
    pub(super) agency: String,
    /// The sheet.
    pub(super) answers: Answers,
    /// Codebook and code of what readers found.
    pub(super) codings: Vec<(&'static str, String)>,
}

/// All published cases, each at an agency that serves its age where the category has one.
pub(super) fn all(town: &Town, seed: u64) -> Vec<Case> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cases = Vec::new();
    for published in &town.cases {
        let Some(texts) = town.case_texts.get(&published.category) else { continue };
        let nth = seen.entry(&published.category).or_default();
        // One stream a category decides what its cases share among them.
        let mut of_category = Chance::new(seed, &published.category);
        let outlines = of_category.shuffled(&texts.outline);
        let is_good = (usize::from(of_category.percent(50)) + *nth).is_multiple_of(2);
        let outline = outlines.get(*nth % outlines.len().max(1)).copied();
        *nth += 1;
        let mut chance = Chance::new(seed, &format!("case {}", published.case_no));
        cases.push(case(town, published, texts, outline, is_good, &mut chance));
    }
    cases
}

fn case(
    town: &Town,
    published: &PublishedCase,
    texts: &CaseTexts,
    outline: Option<&String>,
    is_good: bool,
    chance: &mut Chance,
) -> Case {
    let band = age_band(&published.age_band, chance);
    let sex = ["male", "female", "sex_unknown"][chance.weighted(&[62, 35, 3])];
    let side = if is_good { &texts.good } else { &texts.difficult };
    let agency = agency(town, texts, band, chance);
    let mut codings = vec![("decades", published.decade())];
    codings.extend(published.points().map(|point| ("handbook-points", point)));
    let mut answers = Answers::new();
    let mut put = |key: &str, value: Value| {
        answers.insert(key.to_owned(), value);
    };
    put("valence", json!(if is_good { "good" } else { "difficult" }));
    put("age_band", json!(band));
    put("sex", json!(sex));
    put("consulters", consulters(&published.first_consulter));
    put("consulters_words", json!(published.first_consulter));
    let others = chance.shuffled(texts.agencies.iter().filter(|key| **key != agency));
    let involved: Vec<&String> = others.into_iter().take(if is_good { 2 } else { 1 }).collect();
    put("agencies_involved", json!(involved));
    if let Some(sentence) = chance.one(&texts.how_it_came) {
        put("how_it_came", json!(sentence.replace("{consulter}", &published.first_consulter)));
    }
    put("outline", json!(outline));
    put("needs", json!(texts.needs));
    if published.illness_disability.is_some() {
        let condition = ["mental", "developmental", "multiple"][chance.weighted(&[4, 3, 1])];
        put("conditions", json!([condition]));
    }
    put("state", json!(if is_good && chance.percent(40) { "ended" } else { "supporting" }));
    let (own, coop, codebook) = if is_good {
        ("good_own", "good_coop", "good-factors")
    } else {
        ("hard_own", "hard_coop", "difficult-factors")
    };
    if let Some(sentence) = chance.one(&side.recent) {
        put("recent", json!(sentence));
    }
    for (key, reflection) in reflections(side, own, coop, chance) {
        put(key, json!(reflection.0));
        codings.push((codebook, reflection.1.to_owned()));
    }
    codings.sort();
    codings.dedup();
    Case { number: published.case_no, agency, answers, codings }
}

fn reflections<'a>(
    side: &'a Side,
    own: &'static str,
    coop: &'static str,
    chance: &mut Chance,
) -> Vec<(&'static str, (&'a str, &'a str))> {
    let drawn = [(own, chance.one(&side.own)), (coop, chance.one(&side.coop))];
    drawn
        .into_iter()
        .filter_map(|(key, reflection)| reflection.map(|one| (key, (one.text.as_str(), one.factor.as_str()))))
        .collect()
}

/// An agency of the category that serves the band; any of them where none does.
fn agency(town: &Town, texts: &CaseTexts, band: &str, chance: &mut Chance) -> String {
    let serves = |key: &&String| town.agency(key).is_some_and(|agency| agency.survey.served.contains_key(band));
    let serving: Vec<&String> = texts.agencies.iter().filter(serves).collect();
    let any: Vec<&String> = texts.agencies.iter().collect();
    let among = if serving.is_empty() { any } else { serving };
    chance.one(&among).map_or_else(String::new, |key| (*key).clone())
}

/// A band within the published decade.
fn age_band(decade: &str, chance: &mut Chance) -> &'static str {
    match decade {
        "10歳代" => ["age_13_15", "age_16_18"][chance.weighted(&[1, 2])],
        "20歳代" => "age_19_29",
        "30歳代" => "age_30_39",
        "40歳代" => "age_40_49",
        "50歳代" => "age_50_59",
        _ => "age_unknown",
    }
}

/// The code for the published word.
fn consulters(word: &str) -> Value {
    match word {
        "本人" => json!({ "selected": ["person"] }),
        "母親" | "父親" | "両親" | "きょうだい" => json!({ "selected": ["family"] }),
        "近隣住民" => json!({ "selected": ["other"], "other": "地域の方" }),
        _ => json!({ "selected": ["agency"] }),
    }
}

/// The fields that a case-discussion sheet takes over from a case sheet. It asks decade and consulter by other codes.
pub(super) fn for_discussion(case: &Case) -> Answers {
    let kept = |key: &str| !matches!(key, "age_band" | "consulters" | "consulters_words" | "needs" | "conditions");
    let mut answers: Answers =
        case.answers.iter().filter(|(key, _)| kept(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some((_, decade)) = case.codings.iter().find(|(codebook, _)| *codebook == "decades") {
        answers.insert("decade".to_owned(), json!(decade));
    }
    let consulters = match (case.answers.get("consulters"), case.answers.get("consulters_words")) {
        (Some(value), Some(word)) if value.pointer("/selected/0") == Some(&json!("agency")) => {
            json!({ "selected": ["other"], "other": word })
        }
        (Some(value), _) => value.clone(),
        _ => Value::Null,
    };
    if !consulters.is_null() {
        answers.insert("consulters".to_owned(), consulters);
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_facts_stay_whatever_the_seed() {
        let town = Town::shipped().unwrap();
        for seed in 0..5 {
            let cases = all(&town, seed);
            assert_eq!(cases.len(), 30);
            let points: usize =
                cases.iter().flat_map(|case| &case.codings).filter(|(book, _)| *book == "handbook-points").count();
            assert_eq!(points, town.cases.iter().map(|case| case.points().count()).sum::<usize>());
            let first = cases.first().unwrap();
            assert!(first.codings.contains(&("decades", "decade_40".to_owned())));
            assert!(first.codings.contains(&("handbook-points", "p39".to_owned())));
            assert_eq!(first.answers["consulters_words"], "母親");
        }
    }

    #[test]
    fn good_and_difficult_cases_are_both_there_in_every_town() {
        let town = Town::shipped().unwrap();
        for seed in 0..20 {
            let cases = all(&town, seed);
            let good = cases.iter().filter(|case| case.answers["valence"] == "good").count();
            assert!((10..=20).contains(&good), "{good} of 30");
        }
    }
}
