//! choice, choices, ranking.

use serde::de::{MapAccess, SeqAccess};

use super::names::{QuestionPlan, find};
use super::problem::{Here, Named, Problem};
use super::take::{Take, Taking, Text, each, put};
use crate::answer::Answer;

/// A code among the options.
struct Code<'a> {
    here: Here<'a>,
    names: &'a [&'a str],
    next: &'a mut usize,
}

impl<'de> Take<'de> for Code<'_> {
    type Out = Option<usize>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("選択肢のコード（文字列）", "the code of an option, as text")
    }

    fn text(self, code: &str) -> Option<usize> {
        let found = find(self.names, code, self.next);
        if found.is_none() {
            self.here.report(&Problem::Unknown(Named::Option, code));
        }
        found
    }
}

/// `"code"`, or `{"choice": "other", "other": "words"}`.
pub(super) struct Choice<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
}

impl<'de> Take<'de> for Choice<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("選択肢のコード（文字列）", "the code of an option, as text")
    }

    fn text(self, code: &str) -> Option<Answer> {
        let option = Code { here: self.here, names: &self.plan.names, next: &mut 0 }.text(code)?;
        Some(Answer::Choice { option, other: None })
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<Answer>, A::Error> {
        const FIELDS: [&str; 2] = ["choice", "other"];
        let Self { here, plan } = self;
        let (mut option, mut other) = (None, None);
        each(&mut object, &here, &FIELDS, Named::Field, |object, field| {
            let inside = here.name(FIELDS[field]);
            if field == 0 {
                let code = Code { here: inside, names: &plan.names, next: &mut 0 };
                put(&here, FIELDS[field], &mut option, object.next_value_seed(Taking(code))?);
            } else {
                put(&here, FIELDS[field], &mut other, object.next_value_seed(Taking(Text(inside)))?);
            }
            Ok(())
        })?;
        if other.is_some() && option.is_some() && option != plan.other || other.is_some() && option.is_none() {
            here.report(&Problem::NoOther);
        }
        Ok(option.map(|option| Answer::Choice { option, other: words(other) }))
    }
}

/// Words, unless there is nothing but space.
fn words(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// `{"selected": ["code", …], "other": "words"}`.
pub(super) struct Choices<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
}

impl<'de> Take<'de> for Choices<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("選択肢のコードの一覧（{\"selected\": [\"コード\"]}）", "{\"selected\": [codes]}")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<Answer>, A::Error> {
        const FIELDS: [&str; 2] = ["selected", "other"];
        let Self { here, plan } = self;
        let (mut selected, mut other) = (None, None);
        each(&mut object, &here, &FIELDS, Named::Field, |object, field| {
            let inside = here.name(FIELDS[field]);
            if field == 0 {
                let codes = Codes { here: inside, names: &plan.names, most: plan.names.len() };
                put(&here, FIELDS[field], &mut selected, object.next_value_seed(Taking(codes))?);
            } else {
                put(&here, FIELDS[field], &mut other, object.next_value_seed(Taking(Text(inside)))?);
            }
            Ok(())
        })?;
        let mut selected = selected.unwrap_or_default();
        selected.sort_unstable();
        let other = words(other);
        if other.is_some() && !plan.other.is_some_and(|place| selected.contains(&place)) {
            here.report(&Problem::NoOther);
        }
        Ok((!selected.is_empty()).then_some(Answer::Choices { selected, other }))
    }
}

/// `["code", …]` in the order ranked.
pub(super) struct Ranking<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
    pub(super) top: usize,
}

impl<'de> Take<'de> for Ranking<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("選択肢のコードの一覧（[\"コード\"]）", "a list of codes")
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Option<Answer>, A::Error> {
        let codes = Codes { here: self.here, names: &self.plan.names, most: self.top }.list(list)?;
        Ok(codes.filter(|codes| !codes.is_empty()).map(Answer::Ranking))
    }
}

/// A list of codes, each at most once.
struct Codes<'a> {
    here: Here<'a>,
    names: &'a [&'a str],
    most: usize,
}

impl<'de> Take<'de> for Codes<'_> {
    type Out = Option<Vec<usize>>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("選択肢のコードの一覧（[\"コード\"]）", "a list of codes")
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Out, A::Error> {
        let mut codes = Vec::new();
        let (mut next, mut place) = (0, 0);
        loop {
            let code = Code { here: self.here.place(place), names: self.names, next: &mut next };
            let Some(code) = list.next_element_seed(Taking(code))? else { break };
            match code {
                Some(code) if codes.contains(&code) => self.here.report(&Problem::Twice(self.names[code])),
                Some(code) => codes.push(code),
                None => {}
            }
            place += 1;
        }
        if codes.len() > self.most {
            self.here.report(&Problem::TooMany(self.most));
        }
        Ok(Some(codes))
    }
}
