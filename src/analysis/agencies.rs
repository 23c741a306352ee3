//! What is known of agencies when answers name them.

use std::collections::HashMap;

use crate::answer::AgencyReference;
use crate::definition::Code;

/// The kinds of agencies, and the kind of each agency in the register. Empty where only files
/// are at hand: kinds are then shown by their code and agencies by what was written.
#[derive(Debug, Clone, Default)]
pub struct Agencies {
    /// The kinds in the order shown.
    pub kinds: Vec<Code>,
    /// Agency id → code of its kind.
    pub kind_of: HashMap<String, String>,
    /// Whether names that somebody wrote are counted together as 「名称の記入」 and not shown: for readers
    /// who may see no words of single answers.
    pub hides_names: bool,
}

/// What stands in place of names that are not shown.
const HIDDEN: &str = "その他の機関（名称の記入）";

/// What an agency named in an answer is counted as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mention {
    /// A kind, by its code.
    Kind(String),
    /// Words, or the id of an agency that is not in the register.
    Words(String),
}

impl Agencies {
    /// A kind's place among the kinds (those not in the list come last) and its label.
    pub(super) fn kind(&self, code: &str) -> (usize, String) {
        match self.kinds.iter().position(|kind| kind.key == code) {
            Some(place) => (place, self.kinds[place].label.clone()),
            None => (self.kinds.len(), code.to_owned()),
        }
    }

    /// The place and the label of the broad group that a kind belongs to; a kind without one stands for itself.
    pub(super) fn group(&self, code: &str) -> (usize, String) {
        let group = self.kinds.iter().find(|kind| kind.key == code).and_then(|kind| kind.group.as_deref());
        let Some(group) = group else { return self.kind(code) };
        let first = self.kinds.iter().position(|kind| kind.group.as_deref() == Some(group));
        (first.unwrap_or(self.kinds.len()), group.to_owned())
    }

    pub(super) fn mention(&self, reference: &AgencyReference) -> Mention {
        match self.written(reference) {
            Mention::Words(_) if self.hides_names => Mention::Words(HIDDEN.to_owned()),
            mention => mention,
        }
    }

    fn written(&self, reference: &AgencyReference) -> Mention {
        match reference {
            AgencyReference::Kind(code) => Mention::Kind(code.clone()),
            AgencyReference::Name(words) => Mention::Words(words.trim().to_owned()),
            AgencyReference::Id(id) => match self.kind_of.get(id) {
                Some(kind) => Mention::Kind(kind.clone()),
                None => Mention::Words(id.clone()),
            },
        }
    }
}
