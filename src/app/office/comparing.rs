//! Two entries of one paper by two people: what differs, and what is to stand.

use std::collections::BTreeMap;

use super::handing_in::Typed;
use crate::answer::{self, Difference, RawFields};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, forms};
use crate::store::Connection;
use crate::store::entries::{self, Entry, Hand};
use crate::view::answers::{ChoiceLine, DifferenceLine};

/// What was chosen, by the field that names the cell: `first`, `second` or `typed`, with what was typed.
pub type Choices = BTreeMap<String, (String, String)>;

/// The second entry beside a first one, where somebody has begun one.
pub(super) fn second(connection: &mut Connection, visit: &Visit, first: &Entry) -> Result<Option<Entry>, RespondError> {
    Ok(entries::open(connection, visit.network(), first.sheet_id, Hand::Second)?)
}

/// The cells that differ, with what was chosen so far.
pub(super) fn lines(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (first, second): (&RawFields, &Entry),
    typed: &Typed,
) -> Result<Vec<ChoiceLine>, RespondError> {
    let second: RawFields = serde_json::from_str(&second.fields)?;
    let agencies = forms::agencies_to_name(connection, definitions, visit)?;
    let places = visit.places();
    let found = answer::difference(&visit.questionnaire, first, &second);
    let line = |difference: &Difference| {
        let line = DifferenceLine::new(difference, &agencies, &places);
        let (chosen, words) = typed.choices.get(&line.field).cloned().unwrap_or_default();
        let is_missing = typed.is_unchosen && !["first", "second", "typed"].contains(&chosen.as_str());
        let error = if is_missing { "どの内容で登録するかを選んでください。" } else { "" };
        ChoiceLine { difference: line, chosen, typed: words, error }
    };
    Ok(found.iter().map(line).collect())
}

/// Puts what was chosen into the first entry's fields; false where something is still to be chosen.
pub(super) fn choose(
    visit: &Visit,
    fields: &mut RawFields,
    second: &Entry,
    choices: &Choices,
) -> Result<bool, RespondError> {
    let second: RawFields = serde_json::from_str(&second.fields)?;
    for difference in answer::difference(&visit.questionnaire, fields, &second) {
        let cell = difference.before;
        let name = cell.fields.first().cloned().unwrap_or_default();
        match choices.get(&name) {
            Some((choice, _)) if choice == "first" => {}
            Some((choice, _)) if choice == "second" => {
                fields.remove_where(|field| cell.fields.iter().any(|other| other == field));
                fields.put_all(second.only(|field| cell.fields.iter().any(|other| other == field)));
            }
            Some((choice, words)) if choice == "typed" && cell.is_box => fields.set(name, words.replace("\r\n", "\n")),
            _ => return Ok(false),
        }
    }
    Ok(true)
}
