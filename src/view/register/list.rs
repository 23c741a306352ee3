//! The list of agencies.

use serde::Serialize;

/// The list of agencies, or what a search found of it.
#[derive(Debug, Clone, Serialize)]
pub struct AgenciesPage {
    /// The agencies of this page.
    pub lines: Vec<AgencyLine>,
    /// How many were found in all.
    pub found: usize,
    /// How many are asked.
    pub asked: usize,
    /// How many are no longer asked.
    pub archived: usize,
    /// Whether those no longer asked are shown.
    pub shows_archived: bool,
    /// The words searched for.
    pub words: String,
    /// The kinds, and which one is asked for.
    pub kinds: Vec<KindChoice>,
    /// Whether anything is searched for.
    pub is_search: bool,
    /// Address of the page before, as a query.
    pub before: Option<String>,
    /// Address of the page after, as a query.
    pub after: Option<String>,
}

/// One agency in the list.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyLine {
    /// Its id, for addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// Its kind in words.
    pub kind: String,
    /// Post and name of the contact who is written to; blank where there is none.
    pub contact: String,
    /// How many further contacts there are.
    pub more_contacts: usize,
    /// That contact's mail address.
    pub mail: String,
    /// Whether mail to it does not arrive.
    pub is_undeliverable: bool,
    /// That contact's telephone number.
    pub telephone: String,
}

/// A kind that may be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct KindChoice {
    /// Its code.
    pub code: String,
    /// What people read.
    pub label: String,
    /// Whether it is the one.
    pub is_chosen: bool,
}
