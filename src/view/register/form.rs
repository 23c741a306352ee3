//! The form of an agency and its contacts.

use serde::Serialize;

use super::KindChoice;
use crate::view::table::Fact;

/// The form of a new agency, or of one that is changed.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyForm {
    /// The agency's id; blank for a new one.
    pub id: String,
    /// The agency's name as it is kept; blank for a new one.
    pub name: String,
    /// The version that the form started from.
    pub version: i32,
    /// The agency's own fields.
    pub fields: Vec<FormField>,
    /// The kinds, and which one is chosen.
    pub kinds: Vec<KindChoice>,
    /// The contacts, with a blank block at the end.
    pub contacts: Vec<ContactBlock>,
    /// What cannot be kept as it was typed.
    pub problems: Vec<FormProblem>,
    /// What somebody else wrote meanwhile; blank where nobody did.
    pub meanwhile: Vec<Fact>,
}

/// A field of the form.
#[derive(Debug, Clone, Serialize)]
pub struct FormField {
    /// Its name in the form, and its id on the page.
    pub id: String,
    /// The label.
    pub label: &'static str,
    /// What to write; blank where the label says it.
    pub support: &'static str,
    /// What was typed.
    pub value: String,
    /// Whether it must be filled in.
    pub is_required: bool,
    /// Whether it is the choice among kinds.
    pub is_kind: bool,
    /// Type of the box: `text`, `tel`, `email`.
    pub input: &'static str,
    /// What is wrong with it; blank where nothing is.
    pub error: String,
}

/// The fields of one contact.
#[derive(Debug, Clone, Serialize)]
pub struct ContactBlock {
    /// Its number in the form, from 0.
    pub number: usize,
    /// What the block is called.
    pub title: String,
    /// The contact's id; blank for a new one.
    pub id: String,
    /// The fields.
    pub fields: Vec<FormField>,
    /// Whether it is the one who is written to first.
    pub is_main: bool,
    /// Whether it is to be taken off.
    pub is_removed: bool,
}

/// Something that cannot be kept as it was typed.
#[derive(Debug, Clone, Serialize)]
pub struct FormProblem {
    /// The field's id on the page.
    pub id: String,
    /// The field in words.
    pub label: String,
    /// What to do.
    pub words: String,
}
