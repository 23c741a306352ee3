//! How far an answer has come.

use crate::definition::{Question, QuestionType, Questionnaire};

use super::judge::{Judgement, judge};
use super::prefilled;
use super::problem::{Problem, ProblemKind};
use super::raw::RawFields;

/// How far an answer has come, section by section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// In the order of the sections.
    pub sections: Vec<SectionProgress>,
    /// Answered of asked questions in whole percent, rounded down: 100 only where all are answered.
    pub percent: u8,
}

/// How far one section has come. A repeat counts as one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SectionProgress {
    /// Questions with an answer.
    pub answered: usize,
    /// Questions shown that take an answer.
    pub asked: usize,
    /// What has to be looked at, without what is merely missing.
    pub problems: usize,
    /// What is needed and was left blank.
    pub required_missing: usize,
}

/// How far what was typed has come.
pub fn progress(questionnaire: &Questionnaire, raw: &RawFields) -> Progress {
    progress_seen(questionnaire, &judge(questionnaire, raw), raw)
}

/// The same of what was judged already, where last time's answers that nobody has looked at count as not given.
pub fn progress_seen(questionnaire: &Questionnaire, judgement: &Judgement, raw: &RawFields) -> Progress {
    if !prefilled::has_marks(raw) {
        return progress_of(questionnaire, judgement);
    }
    let mut unseen = judgement.document.clone();
    for (index, question) in questionnaire.questions().enumerate() {
        if prefilled::is_prefilled(raw, &question.key)
            && let Some(answer) = unseen.answers.get_mut(index)
        {
            *answer = None;
        }
    }
    progress_of(questionnaire, &Judgement { document: unseen, ..judgement.clone() })
}

/// The same of what was judged already.
pub fn progress_of(questionnaire: &Questionnaire, judgement: &Judgement) -> Progress {
    let mut index = 0;
    let sections: Vec<SectionProgress> = questionnaire
        .sections
        .iter()
        .map(|section| {
            let mut progress = SectionProgress::default();
            for question in &section.questions {
                progress.count(question, index, judgement);
                index += 1;
            }
            progress
        })
        .collect();
    let total = |part: fn(&SectionProgress) -> usize| sections.iter().map(part).sum::<usize>();
    let (answered, asked) = (total(|section| section.answered), total(|section| section.asked));
    let percent = (answered * 100).checked_div(asked).and_then(|percent| u8::try_from(percent).ok()).unwrap_or(0);
    Progress { sections, percent }
}

impl SectionProgress {
    fn count(&mut self, question: &Question, index: usize, judgement: &Judgement) {
        let takes_answer = !matches!(question.kind, QuestionType::Note | QuestionType::Calculated { .. });
        if takes_answer && judgement.shown.is_shown(index) {
            self.asked += 1;
            self.answered += usize::from(judgement.document.get(index).is_some());
        }
        let is_missing = |problem: &&Problem| problem.kind == ProblemKind::Missing;
        let here = judgement.problems.iter().filter(|problem| problem.is_within(&question.key));
        let (missing, problems): (Vec<_>, Vec<_>) = here.partition(is_missing);
        self.required_missing += missing.len();
        self.problems += problems.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, kitchen_sink, typed};

    #[test]
    fn only_what_is_asked_counts() {
        let questionnaire = asking(
            "- {key: note, type: note, label: 注}
- {key: a, type: number, label: 甲, required: true}
- {key: b, type: text, label: 乙, required: true, show_if: a > 0}
- {key: c, type: calculated, label: 丙, value: a * 2}
- {key: d, type: number, label: 丁}
- {key: r, type: repeat, label: 場, questions: [{key: n, type: number, label: 数}]}",
        );
        let check = |fields: RawFields, expect: [usize; 4], percent| {
            let Progress { sections, percent: found } = progress(&questionnaire, &fields);
            let SectionProgress { answered, asked, problems, required_missing } = sections[0];
            assert_eq!(([answered, asked, problems, required_missing], found), (expect, percent), "{fields:?}");
        };
        check(typed([]), [0, 3, 0, 1], 0);
        check(typed([("a", "0")]), [1, 3, 0, 0], 33);
        check(typed([("a", "1"), ("d", "x")]), [1, 4, 1, 1], 25);
        check(typed([("a", "1"), ("b", "語"), ("d", "0"), ("r.0.n", "y")]), [3, 4, 1, 0], 75);
        check(typed([("a", "1"), ("b", "語"), ("d", "0"), ("r.1.n", "2")]), [4, 4, 0, 0], 100);
    }

    #[test]
    fn each_section_counts_its_own() {
        let sink = kitchen_sink();
        let sections = progress(&sink, &typed([("staff", "3"), ("many", "maybe")])).sections;
        assert_eq!(sections.len(), sink.sections.len());
        assert_eq!((sections[1].answered, sections[1].required_missing), (1, 2));
        assert_eq!((sections[4].answered, sections[4].problems), (0, 1));
    }
}
