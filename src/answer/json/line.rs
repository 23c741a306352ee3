//! One line of a file of answers.

use serde::de::{MapAccess, SeqAccess};

use super::answers::Answers;
use super::names::{Plan, find};
use super::problem::{Here, Named, Problem};
use super::take::{Key, Take, Taking, Text, each, put};
use crate::answer::AnswerDocument;
use serde::de::IgnoredAny;

/// One answer in a file: who gave it, and what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResponseLine {
    /// A name of the answer, unique in its file.
    pub id: Option<String>,
    /// Key of the questionnaire it answers.
    pub definition: Option<String>,
    /// Who answered.
    pub agency: Option<AgencyLine>,
    /// The answers.
    pub answers: AnswerDocument,
    /// Codes that readers gave to it.
    pub codings: Vec<CodingLine>,
}

/// The agency that answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgencyLine {
    /// Its name.
    pub name: Option<String>,
    /// The code of its kind.
    pub kind: Option<String>,
}

/// A code given to an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodingLine {
    /// Key of the codebook.
    pub codebook: String,
    /// Code in it.
    pub code: String,
}

/// A whole line.
pub(super) struct Line<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a Plan<'a>,
    pub(super) definition: &'a str,
}

impl<'de> Take<'de> for Line<'_> {
    type Out = Option<ResponseLine>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("1件の回答（{\"answers\": {…}}）", "one answer as an object with \"answers\"")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        const FIELDS: [&str; 5] = ["id", "definition", "agency", "answers", "codings"];
        let Self { here, plan, definition } = self;
        let mut line = ResponseLine::default();
        let mut answers = None;
        fields(&mut object, &FIELDS, |object, field| {
            let inside = here.name(FIELDS[field]);
            match field {
                0 => line.id = object.next_value_seed(Taking(Text(inside)))?,
                1 => {
                    line.definition = object.next_value_seed(Taking(Text(inside)))?;
                    if line.definition.as_deref().is_some_and(|named| named != definition) {
                        inside.report(&Problem::OtherDefinition { expected: definition });
                    }
                }
                2 => line.agency = object.next_value_seed(Taking(Agency(inside)))?,
                3 => {
                    // Paths begin at the question: `caseload.persons`, not `answers.caseload.persons`.
                    let found = object.next_value_seed(Taking(Answers { here, plan }))?;
                    put(&here, FIELDS[field], &mut answers, Some(found.unwrap_or_default()));
                }
                _ => line.codings = object.next_value_seed(Taking(Codings(inside)))?,
            }
            Ok(())
        })?;
        match answers {
            Some(answers) => line.answers = answers,
            None => here.report(&Problem::NoAnswers),
        }
        Ok(Some(line))
    }
}

/// Goes through an object of which other keys are left to those who wrote them.
fn fields<'de, A: MapAccess<'de>>(
    object: &mut A,
    names: &[&str],
    mut take: impl FnMut(&mut A, usize) -> Result<(), A::Error>,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(found) = object.next_key_seed(Key(|key: &str| find(names, key, &mut next)))? {
        match found {
            Some(place) => take(object, place)?,
            None => {
                object.next_value::<IgnoredAny>()?;
            }
        }
    }
    Ok(())
}

struct Agency<'a>(Here<'a>);

impl<'de> Take<'de> for Agency<'_> {
    type Out = Option<AgencyLine>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("回答した機関（{\"name\": …, \"kind\": …}）", "the agency as {\"name\": …, \"kind\": …}")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        const FIELDS: [&str; 2] = ["name", "kind"];
        let here = self.0;
        let mut agency = AgencyLine::default();
        fields(&mut object, &FIELDS, |object, field| {
            let text = object.next_value_seed(Taking(Text(here.name(FIELDS[field]))))?;
            let text = text.filter(|text| !text.trim().is_empty());
            if field == 0 {
                agency.name = text;
            } else {
                agency.kind = text;
            }
            Ok(())
        })?;
        Ok(Some(agency))
    }
}

struct Codings<'a>(Here<'a>);

impl<'de> Take<'de> for Codings<'_> {
    type Out = Vec<CodingLine>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("分類付けの一覧（[{\"codebook\": …, \"code\": …}]）", "a list of {\"codebook\": …, \"code\": …}")
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Out, A::Error> {
        let mut codings = Vec::new();
        let mut place = 0;
        while let Some(coding) = list.next_element_seed(Taking(Coding(self.0.place(place))))? {
            codings.extend(coding);
            place += 1;
        }
        Ok(codings)
    }
}

struct Coding<'a>(Here<'a>);

impl<'de> Take<'de> for Coding<'_> {
    type Out = Option<CodingLine>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("分類付け（{\"codebook\": …, \"code\": …}）", "{\"codebook\": …, \"code\": …}")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        const FIELDS: [&str; 2] = ["codebook", "code"];
        let here = self.0;
        let mut fields: [Option<String>; 2] = Default::default();
        each(&mut object, &here, &FIELDS, Named::Field, |object, field| {
            let text = object.next_value_seed(Taking(Text(here.name(FIELDS[field]))))?;
            put(&here, FIELDS[field], &mut fields[field], text);
            Ok(())
        })?;
        let [Some(codebook), Some(code)] = fields else {
            return Ok(Self(here).wrong());
        };
        Ok(Some(CodingLine { codebook, code }))
    }
}
