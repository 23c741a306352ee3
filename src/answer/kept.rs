//! An answer that was given differently in two places, kept among the fields until a person has
//! chosen: what was saved first stands in the question's own fields, the other in `conflict:QUESTION`.

use crate::definition::Question;

use super::merge::Conflict;
use super::names::fields_belonging_to;
use super::raw::RawFields;

/// The field that keeps the other answer to a question.
pub fn conflict_field(question: &str) -> String {
    format!("conflict:{question}")
}

/// Keeps the answer that did not win.
pub fn keep(fields: &mut RawFields, conflict: &Conflict) {
    // Field names and values are plain text, which JSON always takes.
    let mine = serde_json::to_string(&conflict.mine).unwrap_or_default();
    fields.set(conflict_field(&conflict.question), mine);
}

/// The fields of the other answer to a question, if one is kept.
pub fn kept(fields: &RawFields, question: &str) -> Option<RawFields> {
    serde_json::from_str(fields.first(&conflict_field(question))).ok()
}

/// Ends the conflict: the kept answer takes the place of the present one, or goes.
pub fn choose(fields: &mut RawFields, question: &Question, take_kept: bool) {
    if let Some(mine) = kept(fields, &question.key).filter(|_| take_kept) {
        let belongs = fields_belonging_to(question);
        fields.remove_where(&belongs);
        fields.put_all(mine.only(&belongs));
    }
    fields.set(conflict_field(&question.key), "");
}
