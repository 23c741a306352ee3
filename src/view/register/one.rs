//! One agency.

use serde::Serialize;

use crate::view::table::Fact;

/// The page of an agency.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyPage {
    /// Its id, for addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What else is known of it.
    pub facts: Vec<Fact>,
    /// Since when it is no longer asked; blank where it is.
    pub archived: String,
    /// Those who are written to, the main one first.
    pub contacts: Vec<ContactCard>,
    /// The rounds in which it was asked, the newest first.
    pub rounds: Vec<AskedLine>,
    /// The open rounds among them to which its answer is awaited.
    pub awaited: Vec<String>,
}

/// A contact of an agency.
#[derive(Debug, Clone, Serialize)]
pub struct ContactCard {
    /// Post and name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// The telephone number.
    pub telephone: String,
    /// The FAX number.
    pub fax: String,
    /// Since when mail does not arrive, in words; blank where it does.
    pub undeliverable: String,
}

/// A round in which an agency was asked.
#[derive(Debug, Clone, Serialize)]
pub struct AskedLine {
    /// The round's id, for addresses.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Until when an answer was asked for.
    pub due: String,
    /// What came back: 提出済み, 辞退 …
    pub answer: String,
}
