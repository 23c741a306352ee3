//! Good and difficult cases side by side as one JSON object, for other programs.

use serde_json::{Value, json};

use crate::analysis::profile::{Cases, Compared, Count, Line, VALENCE, pairs, profile, test};

/// `{"cases": …, "attributes": […], "pairs": […]}`: every value of each attribute, and every pair of values of two
/// attributes that some case has. Counts alone; what tests say of a line stands in it as `test` where they were asked
/// for, values and pairs corrected together by Holm.
pub fn object(cases: &Cases, with_tests: bool) -> Value {
    let places: Vec<usize> = (0..cases.attributes.len()).filter(|place| !is_valence(cases, *place)).collect();
    let mut profiles: Vec<_> = places.iter().map(|place| profile(cases, *place)).collect();
    let others = |one: usize| places.iter().copied().filter(move |other| *other > one);
    let two = places.iter().flat_map(|one| others(*one).map(move |other| (*one, other)));
    let mut paired: Vec<Line> = two.flat_map(|(one, other)| pairs(cases, one, other)).collect();
    if with_tests {
        let lines = profiles.iter_mut().flat_map(|profile| &mut profile.lines);
        test(&mut lines.chain(&mut paired).collect::<Vec<_>>());
    }
    let attributes = profiles.iter().filter_map(|profile| {
        let attribute = cases.attributes.get(profile.attribute)?;
        Some(json!({
            "key": attribute.key,
            "label": attribute.label,
            "multiple": attribute.is_multiple,
            "rows": profile.lines.iter().map(|one| line(cases, one)).collect::<Value>(),
            "blank": compared(&profile.blank),
            "not_asked": compared(&profile.not_asked),
        }))
    });
    json!({
        "cases": count(&cases.count(&[])),
        "attributes": attributes.collect::<Value>(),
        "pairs": paired.iter().map(|one| line(cases, one)).collect::<Value>(),
    })
}

fn is_valence(cases: &Cases, place: usize) -> bool {
    cases.attributes.get(place).is_none_or(|attribute| attribute.key == VALENCE)
}

fn line(cases: &Cases, line: &Line) -> Value {
    let conditions = line.conditions.iter().zip(&line.headings).map(|(condition, heading)| {
        let attribute = cases.attributes.get(condition.attribute).map(|attribute| &attribute.key);
        json!({ "attribute": attribute, "code": heading.key, "label": heading.label })
    });
    let mut value = compared(&line.counts);
    value["is"] = conditions.collect();
    value["n"] = compared(&line.answered);
    if let Some(tested) = &line.tested {
        value["test"] = json!({
            "name": "fisher",
            "p": tested.p,
            "p_holm": tested.corrected,
            "odds_ratio": tested.odds.ratio,
            "interval": [tested.odds.lower, tested.odds.upper],
            "interval_is_corrected": tested.odds.is_corrected,
        });
    }
    value
}

fn compared(compared: &Compared) -> Value {
    json!({ "difficult": count(&compared.difficult), "good": count(&compared.good) })
}

fn count(count: &Count) -> Value {
    json!({ "cases": count.cases, "agencies": count.agencies })
}
