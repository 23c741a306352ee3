//! Last year's answers, put in where the questionnaire asks for it.

use crate::definition::{Prefill, Question, Questionnaire, Section};

use super::document::AnswerDocument;
use super::fields::write_answer;
use super::judge::judge;
use super::names::{self, fields_belonging_to};
use super::raw::RawFields;
use super::read::read;

/// The fields of questions with `prefill: last_answer`, from an earlier answer to the same or
/// another version (`earlier`). Questions are found by key; answers that the questionnaire no longer
/// takes as they are, are left out.
pub fn prefill(questionnaire: &Questionnaire, earlier: &Questionnaire, last: &AnswerDocument) -> RawFields {
    carried(questionnaire, earlier, last, is_prefilled)
}

/// The same of every question that `takes` wants.
pub fn carried(
    questionnaire: &Questionnaire,
    earlier: &Questionnaire,
    last: &AnswerDocument,
    takes: impl Fn(&Question) -> bool,
) -> RawFields {
    let mut fields = RawFields::default();
    for question in questionnaire.questions().filter(|question| takes(question)) {
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

/// Puts last year's answers (`last`, as [`prefill`] gives them) into the shown questions of a section in
/// which nothing was typed, and into those that appear by it. Returns how many questions were filled.
pub fn fill_blank(questionnaire: &Questionnaire, section: &Section, fields: &mut RawFields, last: &RawFields) -> usize {
    let Some(number) = questionnaire.sections.iter().position(|one| one.key == section.key) else { return 0 };
    let start = questionnaire.section_starts().get(number).copied().unwrap_or(0);
    let mut filled = 0;
    loop {
        let shown = judge(questionnaire, fields).shown;
        let blank = section.questions.iter().enumerate().find(|(index, question)| {
            is_prefilled(question)
                && shown.is_shown(start + index)
                && !is_typed(question, fields)
                && is_typed(question, last)
        });
        let Some((_, question)) = blank else { return filled };
        let belongs = fields_belonging_to(question);
        fields.remove_where(&belongs);
        fields.put_all(last.only(&belongs));
        filled += 1;
    }
}

fn is_prefilled(question: &Question) -> bool {
    question.prefill == Prefill::LastAnswer
}

/// Whether anything stands in a question's fields; how many instances a repeat shows is no answer.
pub fn is_typed(question: &Question, fields: &RawFields) -> bool {
    let (belongs, count) = (fields_belonging_to(question), names::count(&question.key));
    !fields.only(|name| belongs(name) && name != count).is_empty()
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
    fn only_blank_questions_are_filled_and_those_that_appear_by_it() {
        let questionnaire = asking(
            "- {key: staff, type: number, label: 職員, prefill: last_answer}
- {key: names, type: text, label: 名, prefill: last_answer, show_if: staff > 2}
- {key: cases, type: number, label: 件数}
- {key: spots, type: repeat, label: 場, prefill: last_answer, questions: [{key: name, type: text, label: 名}]}",
        );
        let last = typed([("staff", "3"), ("names", "甲"), ("spots.count", "1"), ("spots.0.name", "広場")]);
        let fill = |mut fields: RawFields| {
            let filled = fill_blank(&questionnaire, &questionnaire.sections[0], &mut fields, &last);
            (filled, fields)
        };
        assert_eq!(fill(typed([("spots.count", "1")])), (3, last.clone()));
        assert_eq!(
            fill(typed([("staff", "約2"), ("spots.0.name", "室")])),
            (0, typed([("staff", "約2"), ("spots.0.name", "室")])),
            "what was typed stays, and what is not asked stays out"
        );
        assert_eq!(fill(typed([("staff", "5"), ("spots.0.name", "室")])).0, 1);
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
