//! What differs between two answers to one questionnaire, cell by cell.

use std::collections::BTreeMap;

use crate::definition::Questionnaire;

use super::cells::{Cell, Value, cells};
use super::judge::judge;
use super::raw::RawFields;

/// A cell in which two answers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The cell, with what stands in it before (in the first answer).
    pub before: Cell,
    /// What stands in it after (in the second).
    pub after: Value,
}

/// The cells that differ, in the order of the questions; those of questions that neither answer is asked are left
/// out. A number is the same however it was typed (`１，２００` and `1200`).
pub fn difference(questionnaire: &Questionnaire, before: &RawFields, after: &RawFields) -> Vec<Difference> {
    let asked = [before, after].map(|fields| judge(questionnaire, fields).shown);
    let (first, second) = (cells(questionnaire, before), cells(questionnaire, after));
    let mut others: BTreeMap<Option<String>, Cell> =
        second.iter().map(|cell| (cell.fields.first().cloned(), cell.clone())).collect();
    let mut found = Vec::new();
    for cell in first {
        let after = others.remove(&cell.fields.first().cloned()).map_or(Value::Blank, |other| other.value);
        found.push(Difference { before: cell, after });
    }
    // Rows that only the second answer has.
    for cell in second {
        if others.contains_key(&cell.fields.first().cloned()) {
            let after = cell.value.clone();
            found.push(Difference { before: Cell { value: Value::Blank, ..cell }, after });
        }
    }
    found.retain(|one| one.before.value != one.after && asked.iter().any(|shown| shown.is_shown(one.before.question)));
    found.sort_by_key(|one| one.before.question);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    const QUESTIONS: &str = "- {key: cases, type: counts, label: 件数, unit: 件, items: [{key: x, label: 実}, {key: y, label: 延}]}
- {key: band, type: grid, label: 内訳, rows: [{key: young, label: 若}], columns: [{key: m, label: 男}, {key: f, label: 女}]}
- {key: way, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]}
- {key: more, type: text, label: 訪問先, show_if: 'contains(way, \"visit\")'}
- {key: when, type: month, label: 時期}
- {key: who, type: agency, label: 連携先}
- {key: rows, type: repeat, label: 行, questions: [{key: n, type: number, label: 数, unit: 人}]}";

    fn said(before: RawFields, after: RawFields) -> Vec<String> {
        let words = |value: &Value| match value {
            Value::Blank => "－".to_owned(),
            Value::Words(words) => words.clone(),
            Value::Agency(agency) => format!("{agency:?}"),
        };
        difference(&asking(QUESTIONS), &before, &after)
            .iter()
            .map(|one| {
                let item = one.before.item.as_deref().map(|item| format!("（{item}）")).unwrap_or_default();
                format!("{}{item}：{}→{}", one.before.label, words(&one.before.value), words(&one.after))
            })
            .collect()
    }

    #[test]
    fn each_cell_that_differs_is_told_once() {
        let before = [("cases.x", "１，２００"), ("cases.y", "3"), ("band.young.m", "約10"), ("rows.0.n", "1")];
        let after = [("cases.x", "1200"), ("cases.y", "4"), ("band.young.m", "10"), ("rows.1.n", "2")];
        assert_eq!(
            said(typed(before), typed(after)),
            ["件数（延）：3件→4件", "内訳（若・男）：約10→10", "行　1件目　数：1人→－", "行　2件目　数：－→2人"]
        );
    }

    #[test]
    fn choices_days_and_agencies_are_told_in_words() {
        let before = typed([("way", "phone"), ("when.year", "2026"), ("when.month", "4"), ("who.name", "北の会")]);
        let mut after = typed([("way", "phone"), ("more", "自宅"), ("when.year", "2026"), ("when.month", "5")]);
        after.push("way", "visit");
        assert_eq!(
            said(before, after),
            ["方法：電話→電話、訪問", "訪問先：－→自宅", "時期：2026年4月→2026年5月", "連携先：北の会→－"]
        );
    }

    #[test]
    fn what_neither_is_asked_is_no_difference() {
        assert!(said(typed([("more", "自宅")]), typed([("more", "職場")])).is_empty());
        assert!(
            said(typed([("more", "自宅"), ("way", "visit")]), typed([("more", "自宅"), ("way", "visit")])).is_empty()
        );
    }
}
