//! Numbers that are far from the last answer's, which often means a digit too many or too few.

use crate::definition::{Question, QuestionType};

use super::document::Answer;

/// A number far from the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Far {
    /// The item, where the question has several.
    pub item: Option<String>,
    /// The number of the last answer.
    pub before: f64,
}

/// The numbers of an answer that are far from those of the last one: more than ten times as much,
/// or less than a tenth, where both are 10 or more. Of a grid only its total is compared.
pub fn far_numbers(question: &Question, now: &Answer, before: &Answer) -> Vec<Far> {
    let one = |item: Option<String>, now: f64, before: f64| is_far(now, before).then_some(Far { item, before });
    match (&question.kind, now, before) {
        (QuestionType::Number(_), Answer::Number(now), Answer::Number(before)) => {
            one(None, *now, *before).into_iter().collect()
        }
        (QuestionType::Counts { items, .. }, Answer::Counts(now), Answer::Counts(before)) => items
            .codes
            .iter()
            .zip(now.iter().zip(before))
            .filter_map(|(item, (now, before))| one(Some(item.label.clone()), (*now)?, (*before)?))
            .collect(),
        (QuestionType::Grid { .. }, Answer::Grid(now), Answer::Grid(before)) => {
            let total = |cells: &[Option<f64>]| cells.iter().flatten().sum::<f64>();
            one(Some("合計".to_owned()), total(now), total(before)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn is_far(now: f64, before: f64) -> bool {
    now >= 10.0 && before >= 10.0 && (now > before * 10.0 || now * 10.0 < before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::read;
    use crate::answer::testing::{asking, typed};

    #[test]
    fn ten_times_as_much_is_the_border() {
        for (now, before, far) in
            [(101, 10, true), (100, 10, false), (10, 101, true), (10, 100, false), (9, 500, false), (500, 9, false)]
        {
            assert_eq!(is_far(f64::from(now), f64::from(before)), far, "{now} after {before}");
        }
    }

    #[test]
    fn items_are_compared_one_by_one_and_grids_as_a_whole() {
        let questionnaire = asking(
            "- {key: c, type: counts, label: 件数, items: [{key: x, label: 実}, {key: y, label: 延}]}
- {key: g, type: grid, label: 内訳, rows: [{key: a, label: 甲}], columns: [{key: m, label: 男}, {key: f, label: 女}]}",
        );
        let document = |fields| read(&questionnaire, &fields).document;
        let now = document(typed([("c.x", "12"), ("c.y", "4000"), ("g.a.m", "200"), ("g.a.f", "150")]));
        let before = document(typed([("c.x", "15"), ("c.y", "40"), ("g.a.m", "20"), ("g.a.f", "15")]));
        let far = |index: usize| {
            far_numbers(questionnaire.question(index).unwrap(), now.get(index).unwrap(), before.get(index).unwrap())
        };
        assert_eq!(far(0), [Far { item: Some("延".to_owned()), before: 40.0 }]);
        assert!(far(1).is_empty(), "350 is ten times 35 and not more");
    }
}
