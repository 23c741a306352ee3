//! From a question and what was typed to what the page shows.

use super::agencies::Agencies;
use super::control::{ConfirmView, ConflictView, Control, Instance, QuestionView, TextBox};
use super::places::Places;
use crate::answer::{self, Answer, Judgement, Problem, ProblemKind, RawFields, names};
use crate::definition::{Question, QuestionType, Questionnaire, Sharing};
use crate::view::figures;

/// Everything a form is drawn from.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// What is asked.
    pub questionnaire: &'a Questionnaire,
    /// What was typed.
    pub raw: &'a RawFields,
    /// What was found in it.
    pub judgement: &'a Judgement,
    /// Agencies that may be named.
    pub agencies: &'a Agencies,
    /// What stands in `{period}` and the like.
    pub places: &'a Places,
    /// Whether blanks are shown as errors: only after the person asked what is missing.
    pub shows_missing: bool,
    /// Whether conditional questions are drawn too: on the blank questionnaire.
    pub shows_all: bool,
}

/// Where a question stands: outside repeats, or in an instance of one.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// Index of the question (of the repeat, where it stands in one).
    pub(super) question: usize,
    /// Instance, and index within it.
    pub(super) inside: Option<(usize, usize)>,
}

impl Form<'_> {
    /// The question as the page shows it; `None` where it is hidden.
    pub(super) fn question(&self, at: At, question: &Question, path: &str) -> Option<QuestionView> {
        if !self.is_shown(at) {
            return None;
        }
        let control = self.control(at, question, path);
        let is_group = !matches!(
            control,
            Control::Text { .. }
                | Control::Paragraph { .. }
                | Control::Number { unknown: None, .. }
                | Control::Note
                | Control::Calculated { .. }
        );
        let takes_answer = !matches!(control, Control::Note | Control::Calculated { .. });
        let errors = self.errors_of_group(question, path);
        let confirms = self.confirms(path);
        let mut view = QuestionView {
            path: path.to_owned(),
            label: self.places.fill(&question.label),
            required: takes_answer.then_some(question.required),
            help: question.help.as_deref().map(|help| self.places.fill(help)),
            example: question.example.clone(),
            sharing: (takes_answer && at.inside.is_none()).then(|| sharing_sentence(question.sharing)),
            errors,
            confirms,
            previous: None,
            prefilled: false,
            comments: Vec::new(),
            far: Vec::new(),
            conflict: self.conflict(question, at),
            described_by: String::new(),
            is_group,
            control,
        };
        view.described_by = described_by(&view);
        Some(view)
    }

    fn is_shown(&self, at: At) -> bool {
        match at.inside {
            _ if self.shows_all => true,
            None => self.judgement.shown.is_shown(at.question),
            Some((instance, inner)) => self.judgement.shown.is_shown_in(at.question, instance, inner),
        }
    }

    fn control(&self, at: At, question: &Question, path: &str) -> Control {
        match &question.kind {
            QuestionType::Text { .. } => Control::Text { input: self.text_box(path, "") },
            QuestionType::Paragraph { max_length } => {
                Control::Paragraph { input: self.text_box(path, ""), max_length: *max_length }
            }
            QuestionType::Number(format) => self.number(path, format),
            QuestionType::Counts { items, format } => self.counts(at, path, items, format),
            QuestionType::Grid { rows, columns, totals, format } => self.grid(path, rows, columns, *totals, format),
            QuestionType::Choice { options } => self.options(path, options, false, question.required),
            QuestionType::Choices { options } => self.options(path, options, true, question.required),
            QuestionType::Ranking { options, top } => self.ranking(path, options, *top),
            QuestionType::Scale { steps } => self.scale(path, steps, question.required),
            QuestionType::Checklist { items } => self.checklist(path, items),
            QuestionType::Date => self.date(path, true),
            QuestionType::Month => self.date(path, false),
            QuestionType::Agency => {
                Control::Agency { places: vec![self.agency_place(path, String::new())], grows: false }
            }
            QuestionType::Agencies { top } => self.agency_places(path, *top),
            QuestionType::Repeat { questions, min, max } => self.repeat(at, questions, path, (*min, *max)),
            QuestionType::Note => Control::Note,
            QuestionType::Calculated { format, .. } => {
                let value = match self.computed(at) {
                    Some(Answer::Number(number)) => {
                        figures::amount(*number, u8::try_from(format.decimals).unwrap_or(u8::MAX))
                    }
                    _ => "－".to_owned(),
                };
                Control::Calculated { value, unit: format.unit.clone() }
            }
        }
    }

    fn computed(&self, at: At) -> Option<&Answer> {
        match at.inside {
            None => self.judgement.as_shown.get(at.question),
            Some((instance, inner)) => match self.judgement.as_shown.get(at.question)? {
                Answer::Repeat(instances) => instances.get(instance)?.get(inner),
                _ => None,
            },
        }
    }

    fn repeat(&self, at: At, questions: &[Question], path: &str, (min, max): (usize, usize)) -> Control {
        let shown = names::instances(path, min, max, self.raw);
        let instances = (0..shown)
            .map(|instance| Instance {
                number: instance + 1,
                remove: format!("{path}.{instance}"),
                questions: questions
                    .iter()
                    .enumerate()
                    .filter_map(|(inner, question)| {
                        let at = At { question: at.question, inside: Some((instance, inner)) };
                        self.question(at, question, &names::inside(path, instance, &question.key))
                    })
                    .collect(),
            })
            .collect();
        Control::Repeat {
            count_field: names::count(path),
            instances,
            can_add: shown < max,
            can_remove: shown > min.max(1),
            max,
        }
    }

    pub(super) fn text_box(&self, name: &str, label: &str) -> TextBox {
        TextBox {
            name: name.to_owned(),
            label: label.to_owned(),
            help: None,
            value: self.raw.first(name).to_owned(),
            errors: self.errors_at(name),
        }
    }

    /// A box of several that make one answer: what is wrong with the whole is said under the group.
    pub(super) fn part_box(&self, name: &str, label: &str) -> TextBox {
        TextBox { errors: self.malformed_at(name), ..self.text_box(name, label) }
    }

    /// Messages about what cannot be read in one field.
    pub(super) fn malformed_at(&self, field: &str) -> Vec<String> {
        let problems = self.judgement.problems.iter();
        let here = problems.filter(|problem| problem.field == field && problem.kind == ProblemKind::Malformed);
        here.map(|problem| problem.message.clone()).collect()
    }

    /// Messages of the problems shown at one field.
    pub(super) fn errors_at(&self, field: &str) -> Vec<String> {
        self.judgement
            .problems
            .iter()
            .filter(|problem| problem.field == field && self.is_error(problem))
            .map(|problem| problem.message.clone())
            .collect()
    }

    /// Whether the page shows the problem as an error.
    pub(super) fn is_error(&self, problem: &Problem) -> bool {
        match problem.kind {
            ProblemKind::Malformed | ProblemKind::CheckFailed => true,
            ProblemKind::Missing => self.shows_missing,
            ProblemKind::Confirm { .. } => false,
        }
    }

    /// What is wrong with a group as a whole: shown under its controls, where no single box of it
    /// shows it already.
    fn errors_of_group(&self, question: &Question, path: &str) -> Vec<String> {
        let shown_at_boxes = |problem: &Problem| match &question.kind {
            QuestionType::Choice { .. } | QuestionType::Choices { .. } => problem.field == names::other(path),
            QuestionType::Scale { .. } | QuestionType::Repeat { .. } => false,
            // A check speaks of the whole table or list, not of its first box.
            QuestionType::Counts { .. } | QuestionType::Grid { .. } | QuestionType::Checklist { .. } => {
                problem.kind == ProblemKind::Malformed
            }
            _ => true,
        };
        self.judgement
            .problems
            .iter()
            .filter(|problem| problem.question == path && self.is_error(problem) && !shown_at_boxes(problem))
            .map(|problem| problem.message.clone())
            .collect()
    }

    fn confirms(&self, path: &str) -> Vec<ConfirmView> {
        let open = self.judgement.problems.iter().map(|problem| (problem, false));
        let done = self.judgement.confirmed.iter().map(|problem| (problem, true));
        open.chain(done)
            .filter(|(problem, _)| problem.question == path)
            .filter_map(|(problem, is_confirmed)| Some(ConfirmView { is_confirmed, ..self.confirm(problem)? }))
            .collect()
    }

    /// The problem as a question whether all is right; `None` where it is no such problem.
    pub(super) fn confirm(&self, problem: &Problem) -> Option<ConfirmView> {
        let ProblemKind::Confirm { check, field, fingerprint } = &problem.kind else { return None };
        let reason_field = format!("reason:{}:{check}", problem.question);
        Some(ConfirmView {
            field: field.clone(),
            fingerprint: fingerprint.clone(),
            reason: self.raw.first(&reason_field).to_owned(),
            reason_field,
            message: problem.message.clone(),
            is_confirmed: false,
        })
    }

    fn conflict(&self, question: &Question, at: At) -> Option<ConflictView> {
        if at.inside.is_some() {
            return None;
        }
        let mine = answer::kept(self.raw, &question.key)?;
        let words = |raw: &RawFields| super::answered::words_of(self, question, at.question, raw);
        Some(ConflictView { theirs: words(self.raw), mine: words(&mine), field: format!("_choose:{}", question.key) })
    }
}

/// The sentence beside a question that says who will see its answer.
pub(super) fn sharing_sentence(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Named => "この設問は、会議で機関名とともに共有します。",
        Sharing::Totals => "この設問は、集計した結果だけを共有します。",
    }
}

fn described_by(view: &QuestionView) -> String {
    let mut ids = Vec::new();
    if view.help.is_some() {
        ids.push(format!("help-{}", view.path));
    }
    if view.example.is_some() {
        ids.push(format!("example-{}", view.path));
    }
    if view.sharing.is_some() {
        ids.push(format!("sharing-{}", view.path));
    }
    if !view.errors.is_empty() {
        ids.push(format!("errors-{}", view.path));
    }
    if !view.confirms.is_empty() {
        ids.push(format!("confirms-{}", view.path));
    }
    ids.join(" ")
}
