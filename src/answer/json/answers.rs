//! A document of answers, and the answer to each type of question.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess};

use super::choices::{Choice, Choices, Ranking};
use super::names::{Plan, QuestionPlan};
use super::numbers::{Checklist, Computed, Counts, Grid, Number, Scale};
use super::problem::{Here, Named, Problem};
use super::references::{Agencies, Agency, Form, Written};
use super::take::{Take, Taking, each, put};
use crate::answer::{Answer, AnswerDocument};
use crate::definition::QuestionType;

/// `{"question": answer, …}`.
pub(super) struct Answers<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a Plan<'a>,
}

impl<'de> Take<'de> for Answers<'_> {
    type Out = Option<AnswerDocument>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("設問ごとの回答（{\"設問\": 回答}）", "an object of answers by question")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        let Self { here, plan } = self;
        let mut document = AnswerDocument::blank(plan.questions.len());
        each(&mut object, &here, &plan.keys, Named::Question, |object, index| {
            let question = &plan.questions[index];
            let key = question.question.key.as_str();
            let answer = object.next_value_seed(AnswerTo { here: here.name(key), plan: question })?;
            put(&here, key, &mut document.answers[index], answer);
            Ok(())
        })?;
        Ok(Some(document))
    }
}

/// The answer to one question.
struct AnswerTo<'a> {
    here: Here<'a>,
    plan: &'a QuestionPlan<'a>,
}

impl<'de> DeserializeSeed<'de> for AnswerTo<'_> {
    type Value = Option<Answer>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Option<Answer>, D::Error> {
        let Self { here, plan } = self;
        match &plan.question.kind {
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } => {
                Taking(Written { here, form: Form::Free }).deserialize(value)
            }
            QuestionType::Date => Taking(Written { here, form: Form::Date }).deserialize(value),
            QuestionType::Month => Taking(Written { here, form: Form::Month }).deserialize(value),
            QuestionType::Number(format) => Taking(Number { here, plan, format }).deserialize(value),
            QuestionType::Counts { format, .. } => Taking(Counts { here, plan, format }).deserialize(value),
            QuestionType::Grid { format, .. } => Taking(Grid { here, plan, format }).deserialize(value),
            QuestionType::Choice { .. } => Taking(Choice { here, plan }).deserialize(value),
            QuestionType::Choices { .. } => Taking(Choices { here, plan }).deserialize(value),
            QuestionType::Ranking { top, .. } => Taking(Ranking { here, plan, top: *top }).deserialize(value),
            QuestionType::Scale { steps } => Taking(Scale { here, steps }).deserialize(value),
            QuestionType::Checklist { .. } => Taking(Checklist { here, plan }).deserialize(value),
            QuestionType::Agency => Taking(Agency(here)).deserialize(value),
            QuestionType::Agencies { top } => Taking(Agencies { here, top: *top }).deserialize(value),
            QuestionType::Repeat { max, .. } => Taking(Repeat { here, plan, max: *max }).deserialize(value),
            QuestionType::Calculated { .. } => Taking(Computed(here)).deserialize(value),
            QuestionType::Note => Taking(Nothing(here)).deserialize(value),
        }
    }
}

/// A list of documents; blank ones are left out.
struct Repeat<'a> {
    here: Here<'a>,
    plan: &'a QuestionPlan<'a>,
    max: usize,
}

impl<'de> Take<'de> for Repeat<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("回答の一覧（[{\"設問\": 回答}]）", "a list of objects of answers")
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Answer>, A::Error> {
        let Some(plan) = &self.plan.inner else { return Ok(None) };
        let mut instances = Vec::new();
        let mut place = 0;
        while let Some(instance) = list.next_element_seed(Taking(Answers { here: self.here.place(place), plan }))? {
            instances.extend(instance.filter(|document| document.answers.iter().any(Option::is_some)));
            place += 1;
        }
        if instances.len() > self.max {
            self.here.report(&Problem::TooMany(self.max));
        }
        Ok((!instances.is_empty()).then_some(Answer::Repeat(instances)))
    }
}

/// A note takes no answer.
struct Nothing<'a>(Here<'a>);

impl<'de> Take<'de> for Nothing<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("何も書かないこと", "nothing")
    }

    fn wrong(self) -> Option<Answer> {
        self.0.report(&Problem::TakesNoAnswer);
        None
    }
}
