//! Last year's answers, put in where the questionnaire asks for it.

use crate::definition::{Prefill, Questionnaire};

use super::document::AnswerDocument;
use super::fields::write_answer;
use super::names::fields_belonging_to;
use super::raw::RawFields;
use super::read::read;

/// The fields of questions with `prefill: last_answer`, from an earlier answer to the same or
/// another version (`earlier`). Questions are found by key; answers that the questionnaire no longer
/// takes as they are, are left out.
pub fn prefill(questionnaire: &Questionnaire, earlier: &Questionnaire, last: &AnswerDocument) -> RawFields {
    let mut fields = RawFields::default();
    for question in questionnaire.questions().filter(|question| question.prefill == Prefill::LastAnswer) {
        if let Some((index, before)) = earlier.find(&question.key)
            && before.kind.name() == question.kind.name()
            && let Some(answer) = last.get(index)
        {
            write_answer(&mut fields, before, &before.key, answer);
        }
    }
    let unreadable = read(questionnaire, &fields).problems;
    for question in questionnaire.questions() {
        if unreadable.iter().any(|problem| problem.is_within(&question.key)) {
            fields.remove_where(fields_belonging_to(question));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    const BEFORE: &str = "- {key: staff, type: number, label: 職員, prefill: last_answer}
- {key: cases, type: number, label: 件数}
- {key: way, type: choice, label: 方法, options: [{key: visit, label: 訪問}, {key: fax, label: FAX}]}
- {key: spots, type: repeat, label: 場, questions: [{key: name, type: text, label: 名}]}";

    fn check<const N: usize, const M: usize>(now: &str, last: [(&str, &str); N], expect: [(&str, &str); M]) {
        let before = asking(BEFORE);
        let last = read(&before, &typed(last)).document;
        assert_eq!(prefill(&asking(now), &before, &last), typed(expect));
    }

    #[test]
    fn answers_are_put_in_where_the_questionnaire_asks_for_it() {
        check(BEFORE, [("staff", "３"), ("cases", "9")], [("staff", "3")]);
        check("- {key: cases, type: number, label: 件数, prefill: last_answer}", [("cases", "0")], [("cases", "0")]);
        let spots = "- {key: spots, type: repeat, label: 場, prefill: last_answer, questions: [{key: name, type: text, label: 名}]}";
        check(spots, [("spots.2.name", "広場")], [("spots.count", "1"), ("spots.0.name", "広場")]);
    }

    #[test]
    fn what_no_longer_fits_is_left_out() {
        let way = "- {key: way, type: choice, label: 方法, prefill: last_answer, options: [{key: visit, label: 訪問}]}";
        check(way, [("way", "visit")], [("way", "visit")]);
        check(way, [("way", "fax")], []);
        check("- {key: staff, type: text, label: 職員, prefill: last_answer}", [("staff", "3")], []);
        check("- {key: staff, type: number, label: 職員, max: 2, prefill: last_answer}", [("staff", "3")], []);
    }
}
