//! 「今年度は該当事例がありません」: the counts of cases that it answers with 0.

use crate::definition::{Question, QuestionType, Questionnaire};

use super::judge::judge;
use super::kept::conflict_field;
use super::names::{self, fields_belonging_to};
use super::raw::RawFields;

/// The shown counts of cases, in the order of the questions; without those that are 0 throughout already
/// where `to_change` is set.
pub fn case_counts<'q>(questionnaire: &'q Questionnaire, raw: &RawFields, to_change: bool) -> Vec<&'q Question> {
    let shown = judge(questionnaire, raw).shown;
    let counts = questionnaire.questions().enumerate().filter(|(index, question)| {
        question.zero_if_none && shown.is_shown(*index) && !(to_change && is_zero(question, raw))
    });
    counts.map(|(_, question)| question).collect()
}

/// Answers the shown counts of cases with 0, whatever was typed there.
pub fn answer_none(questionnaire: &Questionnaire, raw: &mut RawFields) {
    for question in case_counts(questionnaire, raw, false) {
        raw.remove_where(fields_belonging_to(question));
        raw.set(conflict_field(&question.key), "");
        number_fields(question).into_iter().for_each(|field| raw.set(field, "0"));
    }
}

fn is_zero(question: &Question, raw: &RawFields) -> bool {
    number_fields(question).iter().all(|field| raw.first(field) == "0")
}

/// The fields of the numbers of a question.
fn number_fields(question: &Question) -> Vec<String> {
    let key = &question.key;
    match &question.kind {
        QuestionType::Number(_) => vec![key.clone()],
        QuestionType::Counts { items, .. } => items.codes.iter().map(|item| names::item(key, &item.key)).collect(),
        QuestionType::Grid { rows, columns, .. } => rows
            .codes
            .iter()
            .flat_map(|row| columns.codes.iter().map(move |column| names::cell(key, &row.key, &column.key)))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    const QUESTIONS: &str = "- {key: cases, type: counts, label: 件数, zero_if_none: true, unknown: true, items: [{key: x, label: 実}, {key: y, label: 延}]}
- {key: band, type: grid, label: 内訳, zero_if_none: true, rows: [{key: young, label: 若}], columns: [{key: m, label: 男}, {key: f, label: 女}]}
- {key: waiting, type: number, label: 待機, zero_if_none: true, show_if: cases.x > 0}
- {key: staff, type: number, label: 職員}";

    #[test]
    fn counts_of_cases_become_zero_and_nothing_else_changes() {
        let questionnaire = asking(QUESTIONS);
        let mut fields = typed([
            ("cases.x", "約10"),
            ("cases.unknown", "1"),
            ("band.young.m", "3"),
            ("staff", "4"),
            ("waiting", "2"),
        ]);
        answer_none(&questionnaire, &mut fields);
        let none = typed([
            ("cases.x", "0"),
            ("cases.y", "0"),
            ("band.young.m", "0"),
            ("band.young.f", "0"),
            ("staff", "4"),
            ("waiting", "2"),
        ]);
        assert_eq!(fields, none, "a question that is not shown keeps what was typed");
        assert!(judge(&questionnaire, &fields).problems.is_empty());
    }

    #[test]
    fn only_what_would_change_is_told() {
        let questionnaire = asking(QUESTIONS);
        let keys = |fields: RawFields, to_change| -> Vec<&str> {
            case_counts(&questionnaire, &fields, to_change).iter().map(|question| question.key.as_str()).collect()
        };
        assert_eq!(keys(typed([("cases.x", "1")]), true), ["cases", "band", "waiting"]);
        assert_eq!(keys(typed([("cases.x", "0"), ("cases.y", "0")]), true), ["band"]);
        assert_eq!(keys(typed([("cases.x", "0"), ("cases.y", "0")]), false), ["cases", "band"]);
    }
}
