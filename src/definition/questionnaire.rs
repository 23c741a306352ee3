//! A questionnaire as everything downstream sees it: checked, with code lists resolved.

use super::feed::Feed;
use super::question::{Options, Question, QuestionType};

/// A checked definition. Built only by `definition::build`, so that what holds it can rely on it.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    /// Stable name, such as `agency-survey`.
    pub key: String,
    /// What it is for.
    pub kind: QuestionnaireKind,
    /// Title on every page.
    pub title: String,
    /// Lead text of the first page.
    pub about: Option<String>,
    /// How long an answer takes, in minutes.
    pub minutes: u32,
    /// One answer an agency, or as many as it has cases.
    pub answers_per_agency: AnswersPerAgency,
    /// Who fills it in.
    pub answered_by: AnsweredBy,
    /// One page each.
    pub sections: Vec<Section>,
}

impl Questionnaire {
    /// All questions outside repeats, in order. The position in this order is the question's index
    /// in answer documents and expressions.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| section.questions.iter())
    }

    /// The questions outside repeats that feed this and offer options, with their indices, in order.
    pub fn fed(&self, feed: Feed) -> impl Iterator<Item = (usize, &Question, &Options)> {
        let fed = self.questions().enumerate().filter(move |(_, question)| question.feeds.contains(&feed));
        fed.filter_map(|(index, question)| Some((index, question, question.kind.options()?)))
    }

    /// All questions in order, those of a repeat after the repeat itself.
    pub fn all_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions().flat_map(|question| {
            let inner = match &question.kind {
                QuestionType::Repeat { questions, .. } => questions.as_slice(),
                _ => &[],
            };
            std::iter::once(question).chain(inner)
        })
    }

    /// The question at an index of that order.
    pub fn question(&self, index: usize) -> Option<&Question> {
        let mut index = index;
        for section in &self.sections {
            if index < section.questions.len() {
                return section.questions.get(index);
            }
            index -= section.questions.len();
        }
        None
    }

    /// The number of questions outside repeats.
    pub fn question_count(&self) -> usize {
        self.sections.iter().map(|section| section.questions.len()).sum()
    }

    /// The question with this key and its index, if there is one outside repeats.
    pub fn find(&self, key: &str) -> Option<(usize, &Question)> {
        self.questions().enumerate().find(|(_, question)| question.key == key)
    }

    /// The index of the first question of each section, in order.
    pub fn section_starts(&self) -> Vec<usize> {
        let mut next = 0;
        self.sections
            .iter()
            .map(|section| {
                let start = next;
                next += section.questions.len();
                start
            })
            .collect()
    }
}

/// A page of questions.
#[derive(Debug, Clone)]
pub struct Section {
    /// Stable name, used in addresses.
    pub key: String,
    /// Heading.
    pub title: String,
    /// Text under the heading.
    pub help: Option<String>,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// What a questionnaire is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestionnaireKind {
    /// アンケート
    Survey,
    /// ヒアリング調査シート
    Hearing,
    /// 事例シート
    Case,
    /// 事例検討シート
    Discussion,
    /// グループワークシート
    GroupWork,
    /// 相談受付票
    Intake,
    /// 評価尺度
    Scale,
}

/// How many answers one agency gives in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswersPerAgency {
    /// One.
    One,
    /// A sheet for each case.
    Many,
}

/// Who fills the questionnaire in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnsweredBy {
    /// The agency itself.
    Agency,
    /// A visitor who writes down what the agency says.
    Interviewer,
    /// Several agencies at one table.
    Group,
}
