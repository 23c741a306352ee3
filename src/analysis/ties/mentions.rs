//! What one answer says of another agency, and which answers are looked at.

use std::collections::BTreeSet;

use super::register::{Party, Register};

/// How one agency speaks of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It often works with it.
    Partner,
    /// People often come from it.
    ReferredFrom,
    /// People are often sent to it.
    ReferredTo,
}

impl Relation {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Self; 3] = [Self::Partner, Self::ReferredFrom, Self::ReferredTo];
}

/// One agency named in one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Who names, by its place in the register.
    pub from: usize,
    /// Who is named.
    pub to: Party,
    /// As what.
    pub relation: Relation,
    /// At which place of the list, from 1.
    pub place: usize,
    /// Codes of what the two work together on.
    pub purposes: Vec<String>,
    /// Whether the question says that the answer is shown with the agency's name.
    pub is_named: bool,
    /// Which answer, by its number among those read.
    pub answer: usize,
}

/// What is known of an agency's own mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Standing {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It was asked, and no valid answer is there.
    Silent,
    /// It answered, and left these questions blank.
    Blank,
    /// It named somebody.
    Named,
}

/// Which mentions are looked at; what is `None` leaves all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The code of a kind that one of the two is of.
    pub kind: Option<String>,
    /// The code of what they work together on.
    pub purpose: Option<String>,
    /// As what one names the other.
    pub relation: Option<Relation>,
}

impl Filter {
    /// Whether a mention is looked at.
    pub fn takes(&self, register: &Register, mention: &Mention) -> bool {
        let is_of_kind = |kind: &String| {
            let of = |party: &Party| register.kind_of(party) == Some(kind.as_str());
            of(&Party::Agency(mention.from)) || of(&mention.to)
        };
        self.kind.as_ref().is_none_or(is_of_kind)
            && self.purpose.as_ref().is_none_or(|purpose| mention.purposes.contains(purpose))
            && self.relation.is_none_or(|relation| mention.relation == relation)
    }
}

/// The pairs of registered agencies in these mentions, who names first: a pair named in several ways stands once.
pub fn ties<'m>(mentions: impl IntoIterator<Item = &'m Mention>) -> BTreeSet<(usize, usize)> {
    let tie = |mention: &Mention| match mention.to {
        Party::Agency(to) if to != mention.from => Some((mention.from, to)),
        _ => None,
    };
    mentions.into_iter().filter_map(tie).collect()
}
