//! An answer with what is known of who gave it.

use std::collections::HashMap;

use crate::answer::json::CodingLine;
use crate::answer::{AgencyReference, AnswerDocument};
use crate::definition::Code;

/// One answer to be written.
#[derive(Clone, PartialEq)]
pub struct RawAnswer {
    /// The answer's id: the key that its rows on other sheets carry.
    pub id: String,
    /// The number on its receipt.
    pub receipt: String,
    /// Id of the agency that gave it.
    pub agency: String,
    /// The agency's name now.
    pub agency_name: String,
    /// Code of the agency's kind now.
    pub agency_kind: String,
    /// Number of the sheet among the agency's.
    pub sheet: i32,
    /// Number of the revision that counts.
    pub revision: i32,
    /// The answers as stored.
    pub document: AnswerDocument,
    /// Codes that readers gave to it, each once.
    pub codings: Vec<CodingLine>,
}

/// Leaves the answers out: they may say much about a person.
impl std::fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawAnswer").field("id", &self.id).field("revision", &self.revision).finish_non_exhaustive()
    }
}

/// What ids of agencies and codes of kinds stand for.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Agency id → name and code of kind.
    pub agencies: HashMap<String, (String, String)>,
    /// The kinds of agencies in the order shown.
    pub kinds: Vec<Code>,
}

impl Names {
    /// The label of a kind; its code where the network does not know it.
    pub(super) fn kind<'a>(&'a self, code: &'a str) -> &'a str {
        self.kinds.iter().find(|kind| kind.key == code).map_or(code, |kind| &kind.label)
    }

    /// Id, code of kind and name of an agency in an answer, each blank where it is not known.
    pub(super) fn parts<'a>(&'a self, reference: &'a AgencyReference) -> [&'a str; 3] {
        match reference {
            AgencyReference::Kind(kind) => ["", kind, ""],
            AgencyReference::Name(name) => ["", "", name],
            AgencyReference::Id(id) => match self.agencies.get(id) {
                Some((name, kind)) => [id, kind, name],
                None => [id, "", ""],
            },
        }
    }
}
