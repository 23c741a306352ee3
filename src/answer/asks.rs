//! Whether a section asks anything, where all its questions may be hidden.

use super::judge::Judgement;
use crate::definition::{Question, QuestionType, Questionnaire};

/// What a section asks for the present answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Some of its questions are shown.
    Something,
    /// That hangs on these questions, which are shown and blank (indices in `Questionnaire::questions`
    /// order, ascending).
    WaitsFor(Vec<usize>),
    /// None of its questions is for somebody who answers so.
    Nothing,
}

/// What the section at this index asks.
pub fn asks(questionnaire: &Questionnaire, judgement: &Judgement, section: usize) -> Asks {
    let start = questionnaire.section_starts().get(section).copied().unwrap_or(0);
    let length = questionnaire.sections.get(section).map_or(0, |section| section.questions.len());
    if (start..start + length).any(|index| judgement.shown.is_shown(index)) {
        return Asks::Something;
    }
    let questions: Vec<&Question> = questionnaire.questions().collect();
    let mut waiting = Vec::new();
    for index in start..start + length {
        look_behind(&questions, judgement, index, &mut waiting);
    }
    waiting.sort_unstable();
    waiting.dedup();
    if waiting.is_empty() { Asks::Nothing } else { Asks::WaitsFor(waiting) }
}

/// Collects the blank questions behind one that is hidden, worked out, or blank itself. A checked
/// definition has no circles.
fn look_behind(questions: &[&Question], judgement: &Judgement, index: usize, waiting: &mut Vec<usize>) {
    let Some(question) = questions.get(index) else { return };
    let behind = match (&question.kind, &question.show_if) {
        (_, Some(condition)) if !judgement.shown.is_shown(index) => condition,
        (QuestionType::Calculated { value, .. }, _) => value,
        _ => {
            if judgement.document.get(index).is_none() {
                waiting.push(index);
            }
            return;
        }
    };
    for reference in behind.reads().iter().filter(|reference| !reference.inner) {
        look_behind(questions, judgement, reference.question, waiting);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::judge;
    use crate::answer::testing::{asking_pages, typed};

    const PAGES: &str = "- key: first
  title: 前
  questions:
    - {key: n, type: number, label: 数}
    - {key: m, type: number, label: 別の数}
    - {key: k, type: number, label: 次の数, show_if: m > 0}
    - {key: twice, type: calculated, label: 倍, value: m * 2}
- key: second
  title: 後
  questions:
    - {key: b, type: text, label: 乙, show_if: n > 0 && m > 0}
    - {key: c, type: text, label: 丙, show_if: twice > 8 || k == 1}";

    fn check<const N: usize>(fields: [(&str, &str); N], expect: &Asks) {
        let questionnaire = asking_pages(PAGES);
        let judgement = judge(&questionnaire, &typed(fields));
        assert_eq!(asks(&questionnaire, &judgement, 0), Asks::Something);
        assert_eq!(asks(&questionnaire, &judgement, 1), *expect, "{fields:?}");
    }

    #[test]
    fn a_page_waits_for_what_is_blank_behind_its_conditions() {
        // `twice` and `k` both hang on `m`.
        check([], &Asks::WaitsFor(vec![0, 1]));
        check([("m", "1")], &Asks::WaitsFor(vec![0, 2]));
        check([("m", "1"), ("n", "0")], &Asks::WaitsFor(vec![2]));
    }

    #[test]
    fn a_page_asks_nothing_where_all_that_decides_is_answered() {
        check([("m", "0"), ("n", "1")], &Asks::Nothing);
        check([("m", "1"), ("n", "0"), ("k", "2")], &Asks::Nothing);
        check([("m", "1"), ("n", "0"), ("k", "1")], &Asks::Something);
    }
}
