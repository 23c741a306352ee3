//! Last time's answers beside the questions of a page.

use serde::Serialize;

use super::answered::{AnswerView, BLANK, Typed};
use super::control::QuestionView;
use super::question::Form;
use super::section::SectionPage;
use crate::answer::{self, Answer, RawFields};
use crate::definition::{Prefill, Question, QuestionType};
use crate::view::figures;

/// What the agency answered last time, as fields of the present questionnaire.
#[derive(Debug, Clone)]
pub struct Previous {
    /// The round.
    pub round: String,
    /// The answers that the present questionnaire still takes.
    pub fields: RawFields,
}

/// The offer to take last time's answers over.
#[derive(Debug, Serialize)]
pub struct PreviousOffer {
    /// The round that they come from.
    pub round: String,
    /// Shown questions of the page that are blank and have one.
    pub blank: usize,
    /// Shown questions of the page that they stand in, and that nobody has looked at yet.
    pub prefilled: usize,
}

impl Form<'_> {
    /// Puts last time's answers beside the questions that allow it, and says which numbers are far
    /// from last time's.
    pub fn put_previous(&self, page: &mut SectionPage, previous: &Previous) {
        let last = Typed::read(self, &previous.fields);
        let (mut any, mut blank, mut prefilled) = (false, 0, 0);
        for view in &mut page.questions {
            let Some((index, question)) = self.questionnaire.find(&view.path) else { continue };
            let Some(before) = last.answer(index) else { continue };
            if let Some(now) = self.judgement.document.get(index) {
                view.far = far_words(question, now, before);
            }
            if question.prefill == Prefill::LastAnswer {
                any = true;
                if answer::prefilled::is_prefilled(self.raw, &question.key) {
                    prefilled += 1;
                    view.prefilled = true;
                    view.described_by = format!("{} prefilled-{}", view.described_by, view.path).trim().to_owned();
                    continue;
                }
                put_answer(view, &last.view(question, index));
                blank += usize::from(!answer::is_typed(question, self.raw));
            }
        }
        page.previous = any.then(|| PreviousOffer { round: previous.round.clone(), blank, prefilled });
    }
}

/// On one line where it is one answer or a list.
fn put_answer(view: &mut QuestionView, answer: &AnswerView) {
    let line = match answer {
        AnswerView::Words { lines } => AnswerView::Words { lines: vec![lines.join("、")] },
        AnswerView::Pairs { pairs } => {
            let given = pairs.iter().filter(|(_, value)| value != BLANK);
            let given: Vec<String> = given.map(|(label, value)| format!("{label} {value}")).collect();
            AnswerView::Words { lines: vec![given.join("／")] }
        }
        other => other.clone(),
    };
    let id = format!("previous-{}", view.path);
    view.described_by = format!("{} {id}", view.described_by).trim().to_owned();
    view.previous = Some(line);
}

/// What is said of numbers far from last time's. Last time's number stands in it only where the question
/// lets its last answer be shown at all.
fn far_words(question: &Question, now: &Answer, before: &Answer) -> Vec<String> {
    let unit = question.kind.format().and_then(|format| format.unit.clone()).unwrap_or_default();
    let decimals = question.kind.format().map_or(0, |format| u8::try_from(format.decimals).unwrap_or(u8::MAX));
    let far = answer::far_numbers(question, now, before).into_iter();
    far.map(|far| {
        let item = far.item.filter(|_| !matches!(question.kind, QuestionType::Number(_)));
        let item = item.map(|item| format!("{item}：")).unwrap_or_default();
        let last = match question.prefill {
            Prefill::LastAnswer => format!("（{}{unit}）", figures::amount(far.before, decimals)),
            Prefill::Never => String::new(),
        };
        format!("{item}前回{last}と大きく違う数値です。桁の誤りがないかお確かめください。")
    })
    .collect()
}
