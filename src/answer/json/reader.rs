//! Reading many answers to one questionnaire.

use serde::de::DeserializeSeed;

use super::answers::Answers;
use super::line::{Line, ResponseLine};
use super::names::Plan;
use super::problem::{Here, Problem, Problems};
use super::take::{Take, Taking};
use crate::answer::AnswerDocument;
use crate::definition::{Questionnaire, Words};

/// Reads answers to one questionnaire. Made once, used for every answer.
#[derive(Debug, Clone)]
pub struct Reader<'q> {
    definition: &'q str,
    plan: Plan<'q>,
}

impl<'q> Reader<'q> {
    /// A reader of answers to this questionnaire.
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        Self { definition: &questionnaire.key, plan: Plan::new(questionnaire.questions()) }
    }

    /// Reads `{"question": answer, …}`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn document(&self, text: &str) -> Result<AnswerDocument, Vec<Words>> {
        let problems = Problems::default();
        finish(text.as_bytes(), Answers { here: Here::root(&problems), plan: &self.plan }, &problems)
    }

    /// Reads one line of a file of answers (UTF-8).
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn line(&self, line: &[u8]) -> Result<ResponseLine, Vec<Words>> {
        let problems = Problems::default();
        let here = Here::root(&problems);
        finish(line, Line { here, plan: &self.plan, definition: self.definition }, &problems)
    }
}

/// Reads one value to the end of the text; whatever was noted on the way makes it an error.
fn finish<'de, T, O>(text: &'de [u8], take: T, problems: &Problems) -> Result<O, Vec<Words>>
where
    T: Take<'de, Out = Option<O>>,
{
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = Taking(take).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    match value {
        Ok(Some(value)) if problems.is_empty() => return Ok(value),
        Ok(_) => {}
        Err(error) => Here::root(problems).report(&Problem::NotJson(&error)),
    }
    Err(problems.take())
}
