//! Agencies to name: the register, kinds, or words.

use serde::Serialize;

use super::control::{AgencyPlace, Control};
use super::question::Form;
use crate::answer::{AgencyReference, names};
use crate::definition::Code;

/// An agency that may be named.
#[derive(Debug, Clone, Serialize)]
pub struct RegisteredAgency {
    /// Its id, as answers hold it.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Whom an answer may name.
#[derive(Debug, Clone, Default)]
pub struct Agencies {
    /// The network's agencies in the order of their readings, without the one that answers.
    pub register: Vec<RegisteredAgency>,
    /// Kinds of agencies that may be chosen.
    pub kinds: Vec<Code>,
    /// Kinds that are offered only where they were chosen before.
    pub retired_kinds: Vec<Code>,
}

impl Agencies {
    /// The agency in words.
    pub fn words(&self, reference: &AgencyReference) -> String {
        match reference {
            AgencyReference::Id(id) => self
                .register
                .iter()
                .find(|agency| agency.id == *id)
                .map_or_else(|| "（今は登録のない機関）".to_owned(), |agency| agency.name.clone()),
            AgencyReference::Kind(key) => self
                .kinds
                .iter()
                .chain(&self.retired_kinds)
                .find(|kind| kind.key == *key)
                .map_or_else(|| key.clone(), |kind| format!("{}（機関種別）", kind.label)),
            AgencyReference::Name(name) => name.clone(),
        }
    }
}

impl Form<'_> {
    pub(super) fn agency_place(&self, path: &str, label: String) -> AgencyPlace {
        let field = |part| names::agency_part(path, part);
        let register = self.agencies.register.iter().map(|agency| (agency.id.as_str(), agency.name.as_str()));
        let chosen = self.raw.first(&field("kind"));
        let retired = self.agencies.retired_kinds.iter().filter(|kind| chosen == kind.key);
        let kinds = self.agencies.kinds.iter().chain(retired).map(|kind| (kind.key.as_str(), kind.label.as_str()));
        AgencyPlace {
            label,
            register: self.select(&field("id"), "機関の一覧から選ぶ", register),
            kind: self.select(&field("kind"), "又は、機関種別だけを選ぶ", kinds),
            words: self.text_box(&field("name"), "又は、名称を書く"),
        }
    }

    pub(super) fn agency_places(&self, path: &str, top: Option<usize>) -> Control {
        let suffix = if top.is_some() { "位" } else { "つ目" };
        let places = (1..=names::agency_places(path, top, self.raw))
            .map(|place| self.agency_place(&names::place(path, place), format!("{place}{suffix}")))
            .collect();
        Control::Agency { places, grows: top.is_none() }
    }
}
