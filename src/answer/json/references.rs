//! agency, agencies; text, date, month.

use jiff::civil::Date;
use serde::de::{MapAccess, SeqAccess};

use super::problem::{Here, Named, Problem};
use super::take::{Take, Taking, Text, each, put};
use crate::answer::{AgencyReference, Answer};

const FIELDS: [&str; 3] = ["id", "kind", "name"];

/// `{"id": …}`, `{"kind": …}` or `{"name": …}`.
struct Reference<'a>(Here<'a>);

impl<'de> Take<'de> for Reference<'_> {
    type Out = Option<AgencyReference>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("機関（{\"kind\": \"機関種別のコード\"}など）", "an agency such as {\"kind\": CODE}")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        let here = self.0;
        let mut fields: [Option<String>; 3] = Default::default();
        each(&mut object, &here, &FIELDS, Named::Field, |object, field| {
            let text = object.next_value_seed(Taking(Text(here.name(FIELDS[field]))))?;
            put(&here, FIELDS[field], &mut fields[field], text.filter(|text| !text.trim().is_empty()));
            Ok(())
        })?;
        Ok(match fields {
            [Some(id), None, None] => Some(AgencyReference::Id(id)),
            [None, Some(kind), None] => Some(AgencyReference::Kind(kind)),
            [None, None, Some(name)] => Some(AgencyReference::Name(name)),
            _ => {
                here.report(&Problem::OneReference);
                None
            }
        })
    }
}

/// One agency.
pub(super) struct Agency<'a>(pub(super) Here<'a>);

impl<'de> Take<'de> for Agency<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        Reference(self.0).expected()
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<Answer>, A::Error> {
        Ok(Reference(self.0).object(object)?.map(Answer::Agency))
    }
}

/// A list of agencies.
pub(super) struct Agencies<'a> {
    pub(super) here: Here<'a>,
    pub(super) top: Option<usize>,
}

impl<'de> Take<'de> for Agencies<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("機関の一覧（[{\"kind\": \"機関種別のコード\"}]など）", "a list of agencies")
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Answer>, A::Error> {
        let mut references = Vec::new();
        let mut place = 0;
        while let Some(reference) = list.next_element_seed(Taking(Reference(self.here.place(place))))? {
            references.extend(reference);
            place += 1;
        }
        if let Some(top) = self.top
            && references.len() > top
        {
            self.here.report(&Problem::TooMany(top));
        }
        Ok((!references.is_empty()).then_some(Answer::Agencies(references)))
    }
}

/// What a text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Free,
    Date,
    Month,
}

/// Text; a date as `2026-11-20`, a month as `2026-11`. Nothing but space is blank.
pub(super) struct Written<'a> {
    pub(super) here: Here<'a>,
    pub(super) form: Form,
}

impl<'de> Take<'de> for Written<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("文字列", "text")
    }

    fn text(self, text: &str) -> Option<Answer> {
        if text.trim().is_empty() {
            return None;
        }
        match self.form {
            Form::Date if !is_date(text) => self.here.report(&Problem::Date),
            Form::Month if !is_date(&format!("{text}-01")) => self.here.report(&Problem::Month),
            _ => return Some(Answer::Text(text.to_owned())),
        }
        None
    }
}

/// Whether a text is a real day, written with ten characters.
fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
}
