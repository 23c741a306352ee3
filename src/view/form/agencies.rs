//! Agencies to name: the register, kinds, or words.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::control::{AgencyPlace, Control};
use super::question::Form;
use super::select::OptionLines;
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
    register_lines: OnceLock<Arc<OptionLines>>,
    kind_lines: OnceLock<Arc<OptionLines>>,
}

impl Agencies {
    /// The agencies of a register, and the kinds that may be chosen and those that no longer may.
    pub fn new(register: Vec<RegisteredAgency>, kinds: Vec<Code>, retired_kinds: Vec<Code>) -> Self {
        Self { register, kinds, retired_kinds, ..Self::default() }
    }

    /// The register as lines of a list; a page that asks for agencies has many such lists.
    fn register_lines(&self) -> &Arc<OptionLines> {
        let lines = || self.register.iter().map(|agency| (&*agency.id, &*agency.name));
        self.register_lines.get_or_init(|| Arc::new(OptionLines::of(lines())))
    }

    fn kind_lines(&self) -> &Arc<OptionLines> {
        let lines = || self.kinds.iter().map(|kind| (&*kind.key, &*kind.label));
        self.kind_lines.get_or_init(|| Arc::new(OptionLines::of(lines())))
    }

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
        let mut kind = self.select(&field("kind"), "又は、機関種別だけを選ぶ", self.agencies.kind_lines());
        if let Some(retired) = self.agencies.retired_kinds.iter().find(|retired| kind.chosen == retired.key) {
            kind.withdrawn.clone_from(&retired.label);
        }
        AgencyPlace {
            label,
            register: self.select(&field("id"), "機関の一覧から選ぶ", self.agencies.register_lines()),
            kind,
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
