//! One page of questions: steps, what is wrong, the questions, how to go on.

use serde::Serialize;

use super::control::{Control, QuestionView};
use super::head::Head;
use super::html;
use super::numbers::part_name;
use super::previous::PreviousOffer;
use super::question::{At, Form};
use crate::answer::{self, Asks, Problem, ProblemKind, SectionProgress};
use crate::definition::{Question, QuestionType, Section};

/// What a page must know of the sheet, beside its fields.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Standing {
    /// Number of the sheet.
    pub sheet: i32,
    /// Name of the sheet in the browser's own storage: not the address, which holds the token.
    pub keep: String,
    /// Version of the draft that the page shows: 0 where nothing was saved.
    pub version: i32,
    /// Key of the save that this page may make.
    pub save_key: String,
    /// When the draft was saved last, in words.
    pub saved_at: Option<String>,
    /// The same as hour and minute.
    pub saved_clock: Option<String>,
    /// Whether the page saved by itself, and this is what it gets.
    pub saved_by_itself: bool,
    /// Whether the page follows a save by one of its buttons.
    pub just_saved: bool,
    /// Whether the save made more questions appear on the page.
    pub more_appeared: bool,
    /// Whether the save joined what was saved elsewhere meanwhile.
    pub joined: bool,
    /// Why what the page shows is not saved, in words.
    pub not_saved: Option<String>,
    /// Whether something was submitted already, so that this is a correction.
    pub is_correction: bool,
    /// How many questions the save filled with last time's answers; `None` where that was not asked for.
    pub filled: Option<usize>,
    /// Name of the sheet that this one was copied from, right after that.
    pub copied_from: Option<String>,
    /// Whether the counts of cases have just been answered with 0.
    pub answered_none: bool,
}

/// A step of the navigation.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Key of the section.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Counts from 1.
    pub number: usize,
    /// Whether it is the page shown.
    pub is_current: bool,
    /// `done`, `started`, `trouble` or `untouched`.
    pub state: &'static str,
    /// The state in words.
    pub state_words: &'static str,
    /// A sign for the state.
    pub mark: &'static str,
}

/// A line of the error summary.
#[derive(Debug, Serialize)]
pub struct ErrorLink {
    /// Where the field is.
    pub href: String,
    /// The question, shortened.
    pub label: String,
    /// What to do.
    pub message: String,
}

/// A question with two answers.
#[derive(Debug, Serialize)]
pub struct ConflictLink {
    /// Path of the question.
    pub path: String,
    /// What is asked.
    pub label: String,
}

/// A question on which it hangs what a page asks.
#[derive(Debug, Serialize)]
pub struct Deciding {
    /// Where it is asked.
    pub href: String,
    /// The question, shortened.
    pub label: String,
}

/// A page of questions.
#[derive(Debug, Serialize)]
pub struct SectionPage {
    /// Who asks.
    pub head: Head,
    /// The sheet.
    pub standing: Standing,
    /// All sections, and the review as last step.
    pub steps: Vec<Step>,
    /// Number of this step.
    pub step_number: usize,
    /// Key of this section.
    pub key: String,
    /// Heading.
    pub title: String,
    /// Text under the heading.
    pub help: Option<String>,
    /// What is wrong on this page.
    pub errors: Vec<ErrorLink>,
    /// The questions shown; the page is put around their HTML.
    #[serde(skip)]
    pub questions: Vec<QuestionView>,
    /// Where there are none: the blank questions on which that hangs; empty where it is settled.
    pub asks_nothing: Option<Vec<Deciding>>,
    /// Those of them with two answers to choose between.
    pub conflicts: Vec<ConflictLink>,
    /// The fields of this page as stored, as JSON: what the person started from.
    pub base_fields: String,
    /// Last time's answers, where some stand beside the questions.
    pub previous: Option<PreviousOffer>,
    /// Whether counts of cases are asked here, which 「今年度は該当事例がありません」 answers.
    pub has_case_counts: bool,
}

impl SectionPage {
    /// The questions as HTML.
    ///
    /// # Errors
    /// Those of their templates: our own fault.
    pub fn questions_html(&self) -> Result<String, askama::Error> {
        html::drawn(&self.questions)
    }

    /// Paths of the questions shown, inside repeats too: a save replaces these only.
    pub fn asked(&self) -> Vec<&str> {
        let mut paths = Vec::new();
        collect_paths(&self.questions, &mut paths);
        paths
    }
}

fn collect_paths<'a>(questions: &'a [QuestionView], paths: &mut Vec<&'a str>) {
    for question in questions {
        paths.push(&question.path);
        if let Control::Repeat { instances, .. } = &question.control {
            for instance in instances {
                collect_paths(&instance.questions, paths);
            }
        }
    }
}

impl Form<'_> {
    /// The page of one section; `None` where there is no such section.
    pub fn section_page(&self, key: &str, head: Head, standing: Standing) -> Option<SectionPage> {
        let number = self.questionnaire.sections.iter().position(|section| section.key == key)?;
        let section = &self.questionnaire.sections[number];
        let questions = self.section_questions(number, section);
        let in_conflict = questions.iter().filter(|question| question.conflict.is_some());
        let link =
            |question: &QuestionView| ConflictLink { path: question.path.clone(), label: question.label.clone() };
        let conflicts = in_conflict.map(link).collect();
        let is_asked =
            |name: &str| section.questions.iter().any(|question| question.key == answer::names::question_of(name));
        let base = self.raw.without(|name| !is_asked(name));
        Some(SectionPage {
            asks_nothing: self.asks_nothing(number, &head, standing.sheet),
            steps: self.steps(Some(number)),
            step_number: number + 1,
            key: section.key.clone(),
            title: self.places.fill(&section.title),
            help: section.help.as_deref().map(|help| self.places.fill(help)),
            errors: self.error_links(section, ""),
            questions,
            conflicts,
            previous: None,
            has_case_counts: section.questions.iter().any(|question| question.zero_if_none),
            base_fields: serde_json::to_string(&base).unwrap_or_default(),
            head,
            standing,
        })
    }

    /// The shown questions of a section.
    pub(super) fn section_questions(&self, number: usize, section: &Section) -> Vec<QuestionView> {
        let start = self.questionnaire.section_starts().get(number).copied().unwrap_or(0);
        section
            .questions
            .iter()
            .enumerate()
            .filter_map(|(index, question)| {
                self.question(At { question: start + index, inside: None }, question, &question.key)
            })
            .collect()
    }

    fn asks_nothing(&self, number: usize, head: &Head, sheet: i32) -> Option<Vec<Deciding>> {
        let waits_for = match answer::asks(self.questionnaire, self.judgement, number) {
            Asks::Something => return None,
            Asks::WaitsFor(questions) => questions,
            Asks::Nothing => Vec::new(),
        };
        let starts = self.questionnaire.section_starts();
        let link = |index: usize| {
            let section = starts.iter().rposition(|start| *start <= index)?;
            let section = &self.questionnaire.sections[section].key;
            let question = self.questionnaire.question(index)?;
            Some(Deciding {
                href: format!("{}/sheets/{sheet}/sections/{section}#q-{}", head.base, question.key),
                label: short(&self.places.fill(&question.label)),
            })
        };
        Some(waits_for.into_iter().filter_map(link).collect())
    }

    /// Links to what is wrong in a section, in the order of its questions.
    pub(super) fn error_links(&self, section: &Section, page: &str) -> Vec<ErrorLink> {
        let problems = self.judgement.problems.iter().filter(|problem| self.is_error(problem));
        problems.filter_map(|problem| self.error_link(section, problem, page)).collect()
    }

    fn error_link(&self, section: &Section, problem: &Problem, page: &str) -> Option<ErrorLink> {
        let question = section.questions.iter().find(|question| problem.is_within(&question.key))?;
        let mut label = self.name_of(question, &problem.question);
        // Links to several fields of a question must not bear the same words.
        if let (ProblemKind::Malformed, Some(part)) = (&problem.kind, part_name(question, problem)) {
            label = format!("{label}（{part}）");
        }
        Some(ErrorLink { href: format!("{page}#f-{}", problem.field), label, message: problem.message.clone() })
    }

    /// What a question is called in links; inside a repeat with the instance it stands in.
    pub(super) fn name_of(&self, question: &Question, path: &str) -> String {
        let name = short(&self.places.fill(&question.label));
        let parts: Vec<&str> = path.splitn(3, '.').collect();
        let (QuestionType::Repeat { questions, .. }, [_, instance, key]) = (&question.kind, parts.as_slice()) else {
            return name;
        };
        let number = instance.parse::<usize>().map_or(1, |instance| instance + 1);
        let inner = questions.iter().find(|inner| inner.key == *key);
        let inner = inner.map(|inner| short(&self.places.fill(&inner.label))).unwrap_or_default();
        format!("{name}　{number}件目の「{inner}」")
    }

    pub(super) fn steps(&self, current: Option<usize>) -> Vec<Step> {
        let progress = answer::progress_seen(self.questionnaire, self.judgement, self.raw);
        let mut steps: Vec<Step> = self
            .questionnaire
            .sections
            .iter()
            .enumerate()
            .map(|(index, section)| {
                let (state, state_words, mark) = self.section_state(progress.sections.get(index));
                Step {
                    key: section.key.clone(),
                    title: self.places.fill(&section.title),
                    number: index + 1,
                    is_current: current == Some(index),
                    state,
                    state_words,
                    mark,
                }
            })
            .collect();
        steps.push(Step {
            key: "review".to_owned(),
            title: "確認と提出".to_owned(),
            number: steps.len() + 1,
            is_current: current.is_none(),
            state: "untouched",
            state_words: "",
            mark: "",
        });
        steps
    }

    fn section_state(&self, progress: Option<&SectionProgress>) -> (&'static str, &'static str, &'static str) {
        match progress {
            Some(section) if section.problems > 0 => ("trouble", "確認が必要", "！"),
            Some(section) if section.answered > 0 && section.required_missing == 0 => ("done", "入力済み", "✓"),
            Some(section) if section.answered > 0 => ("started", "入力中", "…"),
            Some(section) if section.asked == 0 => ("untouched", "", ""),
            _ => ("untouched", "未入力", ""),
        }
    }
}

/// At most 40 characters of a label, for links.
pub(super) fn short(label: &str) -> String {
    if label.chars().count() <= 40 {
        return label.to_owned();
    }
    label.chars().take(39).chain(['…']).collect()
}
