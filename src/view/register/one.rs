//! One agency.

use serde::Serialize;

use crate::view::board::NoteLine;
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
    /// The newest notes of calls, over all rounds.
    pub calls: Vec<CallLine>,
    /// The open rounds among them to which its answer is awaited.
    pub awaited: Vec<String>,
}

/// A contact of an agency.
#[derive(Debug, Clone, Serialize)]
pub struct ContactCard {
    /// The contact's id.
    pub id: String,
    /// The open rounds that await the agency's answer, whose request can be sent to this contact (again).
    pub requests: Vec<RequestLine>,
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

/// An open round's request to a contact.
#[derive(Debug, Clone, Serialize)]
pub struct RequestLine {
    /// The round's id.
    pub round: String,
    /// What the round is called.
    pub title: String,
    /// Where the last mail with the request stands.
    pub state: &'static str,
    /// What the button says; empty where there is none, since a mail is on its way.
    pub button: &'static str,
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

/// A note of a call about a round.
#[derive(Debug, Clone, Serialize)]
pub struct CallLine {
    /// The note.
    pub note: NoteLine,
    /// The round's id.
    pub round: String,
    /// What the round is called.
    pub title: String,
}
